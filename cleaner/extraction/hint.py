"""What the name, class and id of an element say about what stands in it."""

import re
from enum import Enum


class Hint(Enum):
    """What an element seems to hold by its names."""

    NONE = "none"
    ARTICLE = "article"
    OTHER = "other"  # the surroundings of an article
    HOOK = "hook"  # where a content-management system puts the article


# Class and id words that content-management systems of Chinese sites give an article: TRS, Founder, Visual SiteBuilder,
# UCAP, the WeChat platform, and those of portals and frameworks that many sites took over.
_HOOK = re.compile(
    r"(?:trs_?(?:uedit|)_?(?:editor|preappend|viewer)|zoom(?:con)?|ucap-content|js_content|v_news_content|vsb_content\w*"
    r"|founder-content|fontzoom|artibody|article_?body|articlecontent|contenttext|post_text|main-content-text"
    r"|news_?content|news_?body|newstext|detail_?content|text_?content|entry-content|post-content|article-content"
    r"|xl_?content|wz_?content|nr_?content|con_?text|cont_?zoom|content_?main|endtext)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:^|[-_ ])(?:comments?|cmt|pinglun|reply|footer?|foot|copyright|nav\w*|menu|crumbs?|breadcrumbs?|position"
    r"|location|side\w*|aside|related?|relevant|relation|recommend\w*|recom|tuijian|xiangguan|xgxw|hot\w*|rank\w*|top10|share\w*"
    r"|bdshare\w*|bshare\w*|jiathis\w*|social|tags?|keywords?|login\w*|register|search\w*|pager?|page_?nav|pagination"
    r"|ad|ads|adv\w*|advert\w*|gg|guanggao|banner\w*|sponsor\w*|toolbar|tools?|qrcode|qr|erweima|app_?down\w*|download"
    r"|statement|disclaimer|declare|editor|zebian|print|fontsize|friendlink|links|toplist|newslist|list_?box|prev\w*"
    r"|next\w*|subscribe|weixin|weibo|feedback|jiucuo|dialog|popup?|mask|toast|tip|tips|loading)(?:$|[-_ \d])",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:article|content|detail|text|zhengwen|neirong|body|main|entry|post|news)", re.IGNORECASE)
_OTHER_NAMES = frozenset({"nav", "footer", "aside", "menu", "form", "button", "select", "dialog", "fieldset"})


def hint_of(name: str, attributes: dict[str, str]) -> Hint:
    """Return what an element seems to hold.

    >>> hint_of("div", {"class": "TRS_Editor"}), hint_of("div", {"id": "rel-news", "class": "side-bar"})
    (<Hint.HOOK: 'hook'>, <Hint.OTHER: 'other'>)
    """
    if name in _OTHER_NAMES:
        return Hint.OTHER
    words = [*attributes.get("class", "").split()[:12], *attributes.get("id", "").split()[:2]]
    if any(_HOOK.fullmatch(word) for word in words) or attributes.get("itemprop") == "articleBody":
        return Hint.HOOK
    joined = " ".join(words)
    if _OTHER.search(_snake(joined)):
        return Hint.OTHER
    return Hint.ARTICLE if name == "article" or _ARTICLE.search(joined) else Hint.NONE


def _snake(words: str) -> str:
    """Part the words of a name in camel case: ``hotNews`` is ``hot-News``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", words)
