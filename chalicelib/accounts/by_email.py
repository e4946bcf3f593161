"""Accounts found by their addresses, many at once."""

from collections.abc import Iterable

from chalicelib.accounts.items import AccountItem, EmailItem
from chalicelib.accounts.rules import Account
from chalicelib.accounts.store import account_key, account_of


def accounts_with(emails: Iterable[str]) -> dict[str, Account]:
    """Those that exist, by address in its normal form (rules.email_of); 2 requests for each hundred.

    Never shown to who does not know the addresses' owners: it tells which ones are registered.
    """
    owners = EmailItem.batch_get([(f"EMAIL#{email}", "EMAIL") for email in set(emails)])
    keys = [account_key(owner.account_id) for owner in owners]
    return {account.email: account for account in map(account_of, AccountItem.batch_get(keys))}
