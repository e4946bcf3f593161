"""Letters about accounts and invitations."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

NOT_YOU = "If this was not you, you need not do anything: without the code nothing happens."

LETTERS: Mapping[str, Letter] = {
    "verify_code": Letter(
        subject="{code} is your PlugNexus code",
        paragraphs=("Welcome to PlugNexus. Enter this code to verify your e-mail address:",),
        code="{code}",
        link="/verify",
        link_text="Enter the code",
        closing=("It is good for 15 minutes.", NOT_YOU),
    ),
    "already_registered": Letter(
        subject="You already have a PlugNexus account",
        paragraphs=(
            "Somebody, probably you, wanted to sign up with this e-mail address. It has an account already.",
            "Log in with it; if you forgot your password, set a new one from there.",
        ),
        link="/login",
        link_text="Log in",
        closing=("If this was not you, you need not do anything.",),
    ),
    "not_registered": Letter(
        subject="No PlugNexus account with this address",
        paragraphs=(
            "Somebody, probably you, asked for a code for this e-mail address. It has no verified account.",
            "Perhaps you signed up with another address. Otherwise you can sign up now.",
        ),
        link="/signup",
        link_text="Sign up",
        closing=("If this was not you, you need not do anything.",),
    ),
    "reset_code": Letter(
        subject="{code} is your code to set a new password",
        paragraphs=("Enter this code to set a new password for PlugNexus:",),
        code="{code}",
        link="/reset",
        link_text="Set a new password",
        closing=("It is good for 15 minutes.", NOT_YOU),
    ),
    "invitation": Letter(
        subject="{invited_by} invites you to {network_name}",
        paragraphs=("{invited_by} invites you to share chargers in {network_name}, with PlugNexus.",),
        link="{link}",
        link_text="See the invitation",
        closing=("If you do not know what this is about, you need not do anything.",),
    ),
}
