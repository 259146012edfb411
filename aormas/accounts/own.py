"""One's own password, changed from the desk and from the portal by the same form."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_login import current_user, login_user

from aormas.accounts.actions import people
from aormas.accounts.actions import session as session_actions
from aormas.accounts.forms import NewPasswordForm
from aormas.core import web
from aormas.core.errors import Invalid


def change_password(form: NewPasswordForm) -> bool:
    """Change the password of who is signed in and keep this session; False when the form was refused, with its reasons."""
    if not form.validate():
        return False
    try:
        session_actions.confirm_password(current_user, form.password.data or "")
        user = current_user._get_current_object()
        people.set_password(user, form.new_password.data or "", by=user)
    except Invalid as error:
        field = "password" if error.message == "The password is not right." else "new_password"
        form.refuse(field, _(error.message, **error.values))
        return False
    login_user(user)
    web.say(_("The new password holds from now on. Other devices are signed out."))
    return True
