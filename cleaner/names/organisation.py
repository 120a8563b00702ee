"""Which words before an office may be the name of an organisation."""

from cleaner.names.tables import ends_with
from cleaner.scan import lazy

_JOINED = lazy("(?<=..)[和与及同](?=[^和与及同]{2,6}[省市区县州旗镇乡村]\\Z)")
_NO_PLACE = lazy(
    "(?:一家|一些|多家|几家|有的|各|某|本|当地|该|附近|周边|邻近|那|这).*|.*兼.*|互联网|全国|全[省市区县]"
    "|[省市区县州旗镇乡村局]"
    "|.{0,2}[一二三四五六七八九高初大].?年?级|(?:.*[^\u3400-\u9fff\\w\u00b7()].*)"
)
_SIZE = range(2, 31)
_BARE_SIZE = range(2, 13)
"""An organisation without the ending of one is no longer."""
CLAUSE = lazy(
    "[\\d第]|[是有不会能要到过得来去从将已曾还也都又再只最很更非常多少几每各什怎哪谁吗呢吧啊岁]|今年|去年|现年|进行"
    "|开展|参加|出席|主持|表示|介绍|负责|记者|前来|正在|目前|获|做客|走|说|讲|问|看|听|带领|率"
)
_NO_ORGAN = lazy(
    "股[份东]|里[长面程]|行[业政]|社会|科[学技研普]|学[校术习科]|院校|会[计议]|网[络红约]|基[层地]|地[产区]|场地|区域|市场|组[织长]"
    "|部门|队[伍员]|厂家|站点|校园|台球|心[理血脏]|团[购队]|局部|办公"
    "|店铺|园[艺林]|[村镇县市省区州国][级域]|村镇|乡[村镇]|街区|道路|国[际家内产学]|寺庙|铺子|库存|室[内外]|组合|委员"
)
NO_PLACE = (  # words that end like an organisation and are none
    "社会",
    "带队",
    "领队",
    "帮办",
    "代办",
    "督办",
    "承办",
    "创办",
    "村里",
    "镇里",
    "县里",
    "乡里",
    "市里",
    "区里",
    "厂里",
    "校里",
    "院里",
    "队里",
    "店里",
    "家里",
    "城里",
    "寨里",
)


def organ_in(place: str) -> int | None:
    """Return where the last organisation in these words ends; None where there is none."""
    ends = (
        at
        for at in range(len(place) - 1, 2, -1)
        if ends_with("offices", "organ", place, 0, at) and not _NO_ORGAN.match(place, at - 1)
    )
    return next(ends, None)


def may_be_place(place: str) -> bool:
    """Say whether words without the ending of an organisation may be the name of one."""
    return len(place) in _BARE_SIZE and not _NO_PLACE.fullmatch(place) and not CLAUSE.search(place)


def checked(place: str) -> str:
    """Return the organisation, or nothing where the words can hardly be one."""
    joined = _JOINED.search(place)
    place = place[joined.end() :] if joined else place
    ends = ends_with("offices", "organ", place, 0, len(place)) and not place.endswith(NO_PLACE)
    fits = len(place) in _SIZE and ends and not _NO_PLACE.fullmatch(place)
    return place if fits else ""
