"""The Indonesian catalogue is complete."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import wtforms
from babel.messages.pofile import read_po

from aormas.accounts import permissions
from aormas.accounts.desk.trail import ACTION_NAMES
from aormas.organizations import rules as organization_rules
from aormas.organizations.rules import identity
from aormas.registration.rules import stages
from tests import messages


def test_every_message_has_indonesian():
    assert messages.missing() == {}


def test_named_places_survive_translation():
    place = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
    wrong = {
        key: text for key, text in messages.translated().items() if set(place.findall(key)) != set(place.findall(text))
    }
    assert wrong == {}


def test_messages_of_the_form_library_have_indonesian():
    with (Path(wtforms.__file__).parent / "locale" / "wtforms.pot").open("rb") as file:
        ids = [message.id if isinstance(message.id, str) else message.id[0] for message in read_po(file)]
    known = messages.translated()
    assert [text for text in ids if text and text not in known] == []


@pytest.mark.parametrize(
    "table",
    [
        permissions.ROLE_NAMES.values(),
        ACTION_NAMES.values(),
        [word for word, _ in stages.STAGE_WORDS.values()],
        [word for word, _ in organization_rules.STATUS_WORDS.values()],
        organization_rules.FORM_WORDS.values(),
        [
            identity.check_nik("x"),
            identity.check_nik("1"),
            identity.check_nik("3574019907900003"),
            identity.check_npwp("x"),
            identity.check_npwp("1"),
        ],
        [identity.check_ahu("x"), identity.check_phone("x"), identity.check_phone("912345678")],
    ],
)
def test_tables_of_words_have_indonesian(table):
    known = messages.translated()
    assert [text for text in table if text not in known] == []
