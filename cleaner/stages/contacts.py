"""E-mail addresses, telephone numbers, ID cards and account handles kept, removed or masked."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from cleaner.privacy.contact import (
    find_accounts,
    find_emails,
    find_identities,
    may_have_account,
    may_have_email,
    may_have_identity,
)
from cleaner.privacy.excision import Action, Find, excise
from cleaner.privacy.phone import find_phones, may_have_phone
from cleaner.privacy.url import find_urls
from cleaner.stage import Document, Edit

_Hit = tuple[int, int, str, str]


@dataclass(frozen=True, slots=True)
class Contacts:
    """Remove what reaches a person, or put a token in its place. The words around it stay. Off (``keep``) by default.

    Each kind has its own action: ``email``; ``phone`` (mobile, landline with area code, 400 and 800; seven or eight
    digits behind a label, and service numbers such as 12345 only where the words beside them say so); ``identity``
    (ID cards of 18 characters with a right check character); ``account`` (handles behind 微信号, QQ, 公众号 and the
    like, of Latin letters and digits: a Chinese name of an account is a name). Numbers that count something, money,
    dates, document numbers, and what stands inside a URL are no telephones. A sentence never goes with its number.
    """

    email: Action = "keep"
    phone: Action = "keep"
    identity: Action = "keep"
    account: Action = "keep"
    email_token: str = "<email>"
    phone_token: str = "<phone>"
    identity_token: str = "<id>"
    account_token: str = "<account>"
    name: ClassVar[str] = "contacts"
    rules: ClassVar[Mapping[str, str]] = {
        "contacts.email": "e-mail addresses go, or become a token",
        "contacts.mobile": "numbers of mobile telephones go, or become a token",
        "contacts.landline": "telephone numbers with an area code go, or become a token",
        "contacts.local": "telephone numbers without an area code, behind a label, go or become a token",
        "contacts.hotline": "400 and 800 numbers go, or become a token",
        "contacts.service": "short service numbers, where the words say so, go or become a token",
        "contacts.identity": "numbers of ID cards go, or become a token",
        "contacts.account": "account handles go, or become a token",
    }

    def __post_init__(self) -> None:
        """Refuse a token that is empty or would itself be masked. Raises ValueError."""
        for token in (self.email_token, self.phone_token, self.identity_token, self.account_token):
            if not token or any(_found(token)):
                raise ValueError(f"a token is a text without an address or number, not {token!r}")

    def __call__(self, doc: Document) -> Iterator[Edit]:
        """Yield one edit for each find; with ``remove`` one for several that stand in a list."""
        if self._may_have_any(doc.text):
            yield from excise(doc.text, self._search)

    def _may_have_any(self, text: str) -> bool:
        return (
            (self.email != "keep" and may_have_email(text))
            or (self.phone != "keep" and may_have_phone(text))
            or (self.identity != "keep" and may_have_identity(text))
            or (self.account != "keep" and may_have_account(text))
        )

    def _search(self, text: str) -> Iterator[Find]:
        """Yield what is found of the kinds that are not kept, in order; of two that overlap, the first."""
        tokens = {
            "email": (self.email, self.email_token),
            "phone": (self.phone, self.phone_token),
            "identity": (self.identity, self.identity_token),
            "account": (self.account, self.account_token),
        }
        wanted = frozenset(kind for kind, (action, _) in tokens.items() if action != "keep")
        last = 0
        for start, end, kind, rule in sorted(_found(text, wanted)):
            action, token = tokens[kind]
            if start >= last:
                last = end
                yield Find(start, end, f"contacts.{rule}", token if action == "mask" else "")


def _found(text: str, wanted: frozenset[str] = frozenset({"email", "phone", "identity", "account"})) -> Iterator[_Hit]:
    """Yield start, end, kind and rule of all finds of the kinds wanted, kind by kind."""
    folded = Document(text).folded
    if "email" in wanted and may_have_email(text):
        yield from ((start, end, "email", "email") for start, end in find_emails(folded))
    if "identity" in wanted and may_have_identity(text):
        yield from ((start, end, "identity", "identity") for start, end in find_identities(folded))
    if "account" in wanted and may_have_account(text):
        yield from ((start, end, "account", "account") for start, end in find_accounts(folded))
    if "phone" in wanted and may_have_phone(text):
        addresses = [(start, end) for start, end, _ in find_urls(text)]
        for start, end, line in find_phones(folded):
            at = bisect_right(addresses, (start, len(text))) - 1
            if at < 0 or addresses[at][1] <= start:
                yield start, end, "phone", line
