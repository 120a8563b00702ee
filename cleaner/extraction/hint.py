"""What the name, class and id of an element say about what stands in it."""

import re
from enum import Enum
from typing import Literal, NamedTuple

from cleaner.scan import lazy


class Hint(Enum):
    """What an element seems to hold by its names, or by a rule."""

    NONE = "none"
    ARTICLE = "article"
    OTHER = "other"  # the surroundings of an article
    HOOK = "hook"  # where a content-management system puts the article


Role = Literal["hook", "article", "surroundings", "title", "published", "outlet", "author"]
"""What a rule says that an element is: ``article`` is believed, a ``hook`` must have much of the page's sentences."""


class Mark(NamedTuple):
    """What a rule says of an element."""

    role: Role
    rule: str

    @property
    def hint(self) -> Hint:
        """What that means for the weight of what is in it."""
        if self.role in ("hook", "article"):
            return Hint.HOOK
        return Hint.OTHER if self.role == "surroundings" else Hint.NONE


_OTHER = lazy(
    r"(?:^|[-_ ])(?:comments?|cmt|pinglun|reply|footer?|foot|copyright|nav\w*|menu|crumbs?|breadcrumbs?|position"
    r"|location|side\w*|aside|related?|relevant|relation|recommend\w*|recom|tuijian|xiangguan|xgxw|hot\w*|rank\w*|top10|share\w*"
    r"|bdshare\w*|bshare\w*|jiathis\w*|social|tags?|keywords?|login\w*|register|search\w*|pager?|page_?nav|pagination"
    r"|ad|ads|adv\w*|advert\w*|gg|guanggao|banner\w*|sponsor\w*|toolbar|tools?|qrcode|qr|erweima|app_?down\w*|download"
    r"|statement|disclaimer|declare|editor|zebian|print|fontsize|friendlink|links|toplist|newslist|list_?box|prev\w*"
    r"|next\w*|subscribe|weixin|weibo|feedback|jiucuo|dialog|popup?|mask|toast|tip|tips|loading)(?:$|[-_ \d])",
    re.IGNORECASE,
)
_ARTICLE = lazy(r"(?:article|content|detail|text|zhengwen|neirong|body|main|entry|post|news)", re.IGNORECASE)
_OTHER_NAMES = frozenset({"nav", "footer", "aside", "menu", "form", "button", "select", "dialog", "fieldset"})


def hint_of(name: str, attributes: dict[str, str]) -> Hint:
    """Return what an element seems to hold.

    >>> hint_of("div", {"class": "article"}), hint_of("div", {"id": "rel-news", "class": "side-bar"})
    (<Hint.ARTICLE: 'article'>, <Hint.OTHER: 'other'>)
    """
    if name in _OTHER_NAMES:
        return Hint.OTHER
    words = [*attributes.get("class", "").split()[:12], *attributes.get("id", "").split()[:2]]
    joined = " ".join(words)
    if _OTHER.search(_snake(joined)):
        return Hint.OTHER
    return Hint.ARTICLE if name == "article" or _ARTICLE.search(joined) else Hint.NONE


def _snake(words: str) -> str:
    """Part the words of a name in camel case: ``hotNews`` is ``hot-News``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", words)
