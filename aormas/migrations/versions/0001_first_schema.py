"""first schema"""

import sqlalchemy as sa
from alembic import op


import aormas.core.database

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('audit_entries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('actor', sa.String(length=200), nullable=False),
    sa.Column('face', sa.String(length=20), nullable=False),
    sa.Column('action', sa.String(length=80), nullable=False),
    sa.Column('subject_type', sa.String(length=60), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=True),
    sa.Column('subject', sa.String(length=300), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('previous', sa.String(length=64), nullable=False),
    sa.Column('hash', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entries')),
    sa.UniqueConstraint('hash', name=op.f('uq_audit_entries_hash'))
    )
    with op.batch_alter_table('audit_entries', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_entries_action'), ['action'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entries_actor_id'), ['actor_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entries_at'), ['at'], unique=False)

    op.create_table('files',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('media_type', sa.String(length=60), nullable=False),
    sa.Column('pages', sa.Integer(), nullable=False),
    sa.Column('signed', sa.Boolean(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('created_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_files'))
    )
    with op.batch_alter_table('files', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_files_sha256'), ['sha256'], unique=False)

    op.create_table('holidays',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_holidays')),
    sa.UniqueConstraint('day', name=op.f('uq_holidays_day'))
    )
    op.create_table('jobs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('payload', sa.JSON(), nullable=False),
    sa.Column('created_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('run_after', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('lease', sa.String(length=60), nullable=True),
    sa.Column('leased_until', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('done_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('dead_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('last_error', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_jobs'))
    )
    with op.batch_alter_table('jobs', schema=None) as batch_op:
        batch_op.create_index('ix_jobs_due', ['done_at', 'dead_at', 'run_after'], unique=False)

    op.create_table('letter_books',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=160), nullable=False),
    sa.Column('pattern', sa.String(length=120), nullable=False),
    sa.Column('class_code', sa.String(length=40), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_books')),
    sa.UniqueConstraint('code', name=op.f('uq_letter_books_code'))
    )
    op.create_table('office',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('agency', sa.String(length=160), nullable=False),
    sa.Column('government', sa.String(length=160), nullable=False),
    sa.Column('city', sa.String(length=120), nullable=False),
    sa.Column('region_code', sa.String(length=13), nullable=False),
    sa.Column('place', sa.String(length=80), nullable=False),
    sa.Column('mayor_title', sa.String(length=80), nullable=False),
    sa.Column('site_title', sa.String(length=120), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('phone', sa.String(length=40), nullable=False),
    sa.Column('email', sa.String(length=200), nullable=False),
    sa.Column('postcode', sa.String(length=10), nullable=False),
    sa.Column('hours_text', sa.String(length=200), nullable=False),
    sa.Column('time_zone', sa.String(length=40), nullable=False),
    sa.Column('privacy_contact', sa.String(length=200), nullable=False),
    sa.Column('announcement', sa.Text(), nullable=False),
    sa.Column('colour_main', sa.String(length=7), nullable=True),
    sa.Column('colour_accent', sa.String(length=7), nullable=True),
    sa.Column('logo_sha256', sa.String(length=64), nullable=True),
    sa.Column('working_weekdays', sa.JSON(), nullable=False),
    sa.Column('joint_leave_off', sa.Boolean(), nullable=False),
    sa.Column('first_day_counts', sa.Boolean(), nullable=False),
    sa.Column('public_board', sa.JSON(), nullable=False),
    sa.Column('set_up_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_office'))
    )
    op.create_table('organizations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('register_number', sa.String(length=40), nullable=False),
    sa.Column('slug', sa.String(length=100), nullable=False),
    sa.Column('name', sa.String(length=300), nullable=False),
    sa.Column('acronym', sa.String(length=60), nullable=False),
    sa.Column('sort_name', sa.String(length=300), nullable=False),
    sa.Column('form', sa.String(length=30), nullable=False),
    sa.Column('scope', sa.String(length=20), nullable=False),
    sa.Column('characteristic', sa.String(length=40), nullable=False),
    sa.Column('main_field', sa.String(length=20), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('founded_on', sa.Date(), nullable=True),
    sa.Column('founded_at', sa.String(length=120), nullable=False),
    sa.Column('npwp', sa.String(length=16), nullable=False),
    sa.Column('member_count', sa.Integer(), nullable=True),
    sa.Column('village_code', sa.String(length=13), nullable=False),
    sa.Column('district_code', sa.String(length=13), nullable=False),
    sa.Column('status', sa.String(length=30), nullable=False),
    sa.Column('status_reason', sa.Text(), nullable=False),
    sa.Column('status_since', sa.Date(), nullable=True),
    sa.Column('listed', sa.Boolean(), nullable=False),
    sa.Column('created_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('updated_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organizations')),
    sa.UniqueConstraint('register_number', name=op.f('uq_organizations_register_number')),
    sa.UniqueConstraint('slug', name=op.f('uq_organizations_slug'))
    )
    with op.batch_alter_table('organizations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organizations_district_code'), ['district_code'], unique=False)
        batch_op.create_index('ix_organizations_field', ['main_field', 'sort_name'], unique=False)
        batch_op.create_index('ix_organizations_form', ['form', 'sort_name'], unique=False)
        batch_op.create_index('ix_organizations_list', ['sort_name', 'id'], unique=False)
        batch_op.create_index('ix_organizations_status', ['status', 'sort_name'], unique=False)
        batch_op.create_index('ix_organizations_village', ['village_code', 'sort_name'], unique=False)

    op.create_table('reference_years',
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('year', name=op.f('pk_reference_years'))
    )
    op.create_table('regions',
    sa.Column('code', sa.String(length=13), nullable=False),
    sa.Column('parent', sa.String(length=13), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_regions'))
    )
    with op.batch_alter_table('regions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_regions_kind'), ['kind'], unique=False)
        batch_op.create_index(batch_op.f('ix_regions_parent'), ['parent'], unique=False)

    op.create_table('services',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('track', sa.String(length=20), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_services')),
    sa.UniqueConstraint('code', name=op.f('uq_services_code'))
    )
    op.create_table('users',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('username', sa.String(length=80), nullable=False),
    sa.Column('name', sa.String(length=160), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('email', sa.String(length=200), nullable=False),
    sa.Column('phone', sa.String(length=20), nullable=False),
    sa.Column('position', sa.String(length=160), nullable=False),
    sa.Column('rank', sa.String(length=80), nullable=False),
    sa.Column('nip', sa.String(length=18), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=False),
    sa.Column('token', sa.String(length=64), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('locked_until', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('totp_secret', sa.String(length=64), nullable=True),
    sa.Column('totp_last_step', sa.Integer(), nullable=True),
    sa.Column('recovery_codes', sa.JSON(), nullable=False),
    sa.Column('created_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('last_seen_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_users')),
    sa.UniqueConstraint('token', name=op.f('uq_users_token')),
    sa.UniqueConstraint('username', name=op.f('uq_users_username'))
    )
    with op.batch_alter_table('users', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_users_role'), ['role'], unique=False)

    op.create_table('words',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('word', sa.String(length=80), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_words')),
    sa.UniqueConstraint('word', name=op.f('uq_words_word'))
    )
    op.create_table('activations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code_digest', sa.String(length=64), nullable=False),
    sa.Column('purpose', sa.String(length=20), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('created_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('expires_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('used_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_activations_user_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activations')),
    sa.UniqueConstraint('code_digest', name=op.f('uq_activations_code_digest'))
    )
    op.create_table('board_terms',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decree_number', sa.String(length=120), nullable=False),
    sa.Column('decree_date', sa.Date(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('file_id', sa.Integer(), nullable=True),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('recorded_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['file_id'], ['files.id'], name=op.f('fk_board_terms_file_id_files')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_board_terms_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_board_terms'))
    )
    with op.batch_alter_table('board_terms', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_board_terms_organization_id'), ['organization_id'], unique=False)

    op.create_table('book_entries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=120), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('subject', sa.String(length=300), nullable=False),
    sa.Column('addressee', sa.String(length=300), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('client_id', sa.String(length=36), nullable=True),
    sa.Column('drawn_by_id', sa.Integer(), nullable=True),
    sa.Column('drawn_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.CheckConstraint('sequence > 0', name=op.f('ck_book_entries_sequence_positive')),
    sa.ForeignKeyConstraint(['book_id'], ['letter_books.id'], name=op.f('fk_book_entries_book_id_letter_books')),
    sa.ForeignKeyConstraint(['drawn_by_id'], ['users.id'], name=op.f('fk_book_entries_drawn_by_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_book_entries')),
    sa.UniqueConstraint('book_id', 'year', 'number', name='uq_book_entries_number'),
    sa.UniqueConstraint('book_id', 'year', 'sequence', name=op.f('uq_book_entries_book_id')),
    sa.UniqueConstraint('client_id', name=op.f('uq_book_entries_client_id'))
    )
    op.create_table('book_years',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('first', sa.Integer(), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['book_id'], ['letter_books.id'], name=op.f('fk_book_years_book_id_letter_books')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_book_years')),
    sa.UniqueConstraint('book_id', 'year', name=op.f('uq_book_years_book_id'))
    )
    op.create_table('contacts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('value', sa.String(length=200), nullable=False),
    sa.Column('reachable', sa.Boolean(), nullable=False),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('recorded_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_contacts_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contacts'))
    )
    with op.batch_alter_table('contacts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contacts_organization_id'), ['organization_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contacts_value'), ['value'], unique=False)

    op.create_table('legal_bases',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('number', sa.String(length=120), nullable=False),
    sa.Column('issued_on', sa.Date(), nullable=True),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('issuer', sa.String(length=160), nullable=False),
    sa.Column('notary', sa.String(length=160), nullable=False),
    sa.Column('deed_number', sa.String(length=80), nullable=False),
    sa.Column('deed_date', sa.Date(), nullable=True),
    sa.Column('file_id', sa.Integer(), nullable=True),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('recorded_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['file_id'], ['files.id'], name=op.f('fk_legal_bases_file_id_files')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_legal_bases_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_legal_bases'))
    )
    with op.batch_alter_table('legal_bases', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_legal_bases_number'), ['number'], unique=False)
        batch_op.create_index(batch_op.f('ix_legal_bases_organization_id'), ['organization_id'], unique=False)

    op.create_table('letter_types',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=160), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('validity_years', sa.Integer(), nullable=True),
    sa.Column('authority', sa.Text(), nullable=False),
    sa.Column('copies', sa.Text(), nullable=False),
    sa.Column('public', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['book_id'], ['letter_books.id'], name=op.f('fk_letter_types_book_id_letter_books')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_types')),
    sa.UniqueConstraint('code', name=op.f('uq_letter_types_code'))
    )
    op.create_table('name_words',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('word_id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_name_words_organization_id_organizations')),
    sa.ForeignKeyConstraint(['word_id'], ['words.id'], name=op.f('fk_name_words_word_id_words')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_name_words'))
    )
    with op.batch_alter_table('name_words', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_name_words_organization_id'), ['organization_id'], unique=False)
        batch_op.create_index('ix_name_words_word', ['word_id', 'organization_id'], unique=False)

    op.create_table('organization_fields',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_organization_fields_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organization_fields')),
    sa.UniqueConstraint('organization_id', 'field', name=op.f('uq_organization_fields_organization_id'))
    )
    with op.batch_alter_table('organization_fields', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organization_fields_field'), ['field'], unique=False)
        batch_op.create_index(batch_op.f('ix_organization_fields_organization_id'), ['organization_id'], unique=False)

    op.create_table('organization_names',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=300), nullable=False),
    sa.Column('acronym', sa.String(length=60), nullable=False),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('recorded_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_organization_names_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organization_names'))
    )
    with op.batch_alter_table('organization_names', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organization_names_organization_id'), ['organization_id'], unique=False)

    op.create_table('representatives',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('since', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_representatives_organization_id_organizations')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_representatives_user_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_representatives')),
    sa.UniqueConstraint('user_id', 'organization_id', name=op.f('uq_representatives_user_id'))
    )
    with op.batch_alter_table('representatives', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_representatives_organization_id'), ['organization_id'], unique=False)

    op.create_table('seats',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('village_code', sa.String(length=13), nullable=False),
    sa.Column('postcode', sa.String(length=10), nullable=False),
    sa.Column('tenure', sa.String(length=40), nullable=False),
    sa.Column('tenure_until', sa.Date(), nullable=True),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('recorded_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_seats_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_seats'))
    )
    with op.batch_alter_table('seats', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_seats_organization_id'), ['organization_id'], unique=False)
        batch_op.create_index('ix_seats_village', ['village_code', 'until'], unique=False)

    op.create_table('board_members',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('term_id', sa.Integer(), nullable=False),
    sa.Column('office', sa.String(length=20), nullable=False),
    sa.Column('title', sa.String(length=80), nullable=False),
    sa.Column('name', sa.String(length=160), nullable=False),
    sa.Column('nik', sa.String(length=16), nullable=False),
    sa.Column('gender', sa.String(length=1), nullable=False),
    sa.Column('phone', sa.String(length=20), nullable=False),
    sa.Column('email', sa.String(length=200), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['term_id'], ['board_terms.id'], name=op.f('fk_board_members_term_id_board_terms')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_board_members'))
    )
    with op.batch_alter_table('board_members', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_board_members_term_id'), ['term_id'], unique=False)

    op.create_table('letter_templates',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('type_id', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('layout', sa.String(length=20), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('addressee', sa.Text(), nullable=False),
    sa.Column('attachments', sa.String(length=80), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['created_by_id'], ['users.id'], name=op.f('fk_letter_templates_created_by_id_users')),
    sa.ForeignKeyConstraint(['type_id'], ['letter_types.id'], name=op.f('fk_letter_templates_type_id_letter_types')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_templates'))
    )
    with op.batch_alter_table('letter_templates', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_letter_templates_type_id'), ['type_id'], unique=False)

    op.create_table('service_versions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('service_id', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('summary', sa.String(length=300), nullable=False),
    sa.Column('for_whom', sa.Text(), nullable=False),
    sa.Column('steps', sa.Text(), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.Column('legal_basis', sa.Text(), nullable=False),
    sa.Column('fee', sa.String(length=80), nullable=False),
    sa.Column('check_days', sa.Integer(), nullable=False),
    sa.Column('office_days', sa.Integer(), nullable=False),
    sa.Column('applicant_days', sa.Integer(), nullable=False),
    sa.Column('objection_days', sa.Integer(), nullable=False),
    sa.Column('answer_days', sa.Integer(), nullable=False),
    sa.Column('letter_type_id', sa.Integer(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['created_by_id'], ['users.id'], name=op.f('fk_service_versions_created_by_id_users')),
    sa.ForeignKeyConstraint(['letter_type_id'], ['letter_types.id'], name=op.f('fk_service_versions_letter_type_id_letter_types')),
    sa.ForeignKeyConstraint(['service_id'], ['services.id'], name=op.f('fk_service_versions_service_id_services')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_service_versions')),
    sa.UniqueConstraint('service_id', 'valid_from', name=op.f('uq_service_versions_service_id'))
    )
    with op.batch_alter_table('service_versions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_service_versions_service_id'), ['service_id'], unique=False)

    op.create_table('letters',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('type_id', sa.Integer(), nullable=False),
    sa.Column('template_id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.Column('reference', sa.String(length=40), nullable=False),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('addressee', sa.Text(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=True),
    sa.Column('entry_id', sa.Integer(), nullable=True),
    sa.Column('signed_on', sa.Date(), nullable=True),
    sa.Column('signed_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('signer', sa.JSON(), nullable=False),
    sa.Column('seal', sa.String(length=64), nullable=False),
    sa.Column('prepared_by_id', sa.Integer(), nullable=True),
    sa.Column('approved_by_id', sa.Integer(), nullable=True),
    sa.Column('signed_by_id', sa.Integer(), nullable=True),
    sa.Column('file_id', sa.Integer(), nullable=True),
    sa.Column('scan_id', sa.Integer(), nullable=True),
    sa.Column('withdrawn_on', sa.Date(), nullable=True),
    sa.Column('withdrawn_reason', sa.Text(), nullable=False),
    sa.Column('created_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['approved_by_id'], ['users.id'], name=op.f('fk_letters_approved_by_id_users')),
    sa.ForeignKeyConstraint(['entry_id'], ['book_entries.id'], name=op.f('fk_letters_entry_id_book_entries')),
    sa.ForeignKeyConstraint(['file_id'], ['files.id'], name=op.f('fk_letters_file_id_files')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_letters_organization_id_organizations')),
    sa.ForeignKeyConstraint(['prepared_by_id'], ['users.id'], name=op.f('fk_letters_prepared_by_id_users')),
    sa.ForeignKeyConstraint(['scan_id'], ['files.id'], name=op.f('fk_letters_scan_id_files')),
    sa.ForeignKeyConstraint(['signed_by_id'], ['users.id'], name=op.f('fk_letters_signed_by_id_users')),
    sa.ForeignKeyConstraint(['template_id'], ['letter_templates.id'], name=op.f('fk_letters_template_id_letter_templates')),
    sa.ForeignKeyConstraint(['type_id'], ['letter_types.id'], name=op.f('fk_letters_type_id_letter_types')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letters')),
    sa.UniqueConstraint('code', name=op.f('uq_letters_code')),
    sa.UniqueConstraint('entry_id', name=op.f('uq_letters_entry_id'))
    )
    with op.batch_alter_table('letters', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_letters_organization_id'), ['organization_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_letters_reference'), ['reference'], unique=False)
        batch_op.create_index(batch_op.f('ix_letters_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_letters_type_id'), ['type_id'], unique=False)

    op.create_table('requirements',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=160), nullable=False),
    sa.Column('help', sa.Text(), nullable=False),
    sa.Column('mistake', sa.Text(), nullable=False),
    sa.Column('necessity', sa.String(length=20), nullable=False),
    sa.Column('condition', sa.String(length=200), nullable=False),
    sa.Column('sample_text', sa.Text(), nullable=False),
    sa.Column('sample_file_id', sa.Integer(), nullable=True),
    sa.Column('sensitive', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['sample_file_id'], ['files.id'], name=op.f('fk_requirements_sample_file_id_files')),
    sa.ForeignKeyConstraint(['version_id'], ['service_versions.id'], name=op.f('fk_requirements_version_id_service_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_requirements')),
    sa.UniqueConstraint('version_id', 'code', name=op.f('uq_requirements_version_id'))
    )
    with op.batch_alter_table('requirements', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_requirements_version_id'), ['version_id'], unique=False)

    op.create_table('stock_reasons',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('requirement_code', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=160), nullable=False),
    sa.Column('explanation', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['service_versions.id'], name=op.f('fk_stock_reasons_version_id_service_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stock_reasons'))
    )
    with op.batch_alter_table('stock_reasons', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stock_reasons_version_id'), ['version_id'], unique=False)

    op.create_table('applications',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('reference', sa.String(length=20), nullable=False),
    sa.Column('client_id', sa.String(length=36), nullable=False),
    sa.Column('code_digest', sa.String(length=64), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(length=300), nullable=False),
    sa.Column('channel', sa.String(length=20), nullable=False),
    sa.Column('filed_by_id', sa.Integer(), nullable=True),
    sa.Column('stage', sa.String(length=30), nullable=False),
    sa.Column('turn', sa.String(length=20), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('revisions', sa.JSON(), nullable=False),
    sa.Column('created_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('saved_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('submitted_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('complete_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('ended_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('assigned_to_id', sa.Integer(), nullable=True),
    sa.Column('letter_id', sa.Integer(), nullable=True),
    sa.Column('forwarded_on', sa.Date(), nullable=True),
    sa.Column('forwarded_number', sa.String(length=120), nullable=False),
    sa.Column('warned_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['assigned_to_id'], ['users.id'], name=op.f('fk_applications_assigned_to_id_users')),
    sa.ForeignKeyConstraint(['filed_by_id'], ['users.id'], name=op.f('fk_applications_filed_by_id_users')),
    sa.ForeignKeyConstraint(['letter_id'], ['letters.id'], name=op.f('fk_applications_letter_id_letters')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_applications_organization_id_organizations')),
    sa.ForeignKeyConstraint(['version_id'], ['service_versions.id'], name=op.f('fk_applications_version_id_service_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_applications')),
    sa.UniqueConstraint('client_id', name=op.f('uq_applications_client_id')),
    sa.UniqueConstraint('reference', name=op.f('uq_applications_reference'))
    )
    with op.batch_alter_table('applications', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_applications_organization_id'), ['organization_id'], unique=False)
        batch_op.create_index('ix_applications_worklist', ['stage', 'turn', 'due_on'], unique=False)

    op.create_table('attachments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('requirement_id', sa.Integer(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('added_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('replaced_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_attachments_application_id_applications')),
    sa.ForeignKeyConstraint(['file_id'], ['files.id'], name=op.f('fk_attachments_file_id_files')),
    sa.ForeignKeyConstraint(['requirement_id'], ['requirements.id'], name=op.f('fk_attachments_requirement_id_requirements')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachments'))
    )
    with op.batch_alter_table('attachments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attachments_application_id'), ['application_id'], unique=False)

    op.create_table('decisions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('verb', sa.String(length=30), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('legal_basis', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_decisions_application_id_applications')),
    sa.ForeignKeyConstraint(['by_id'], ['users.id'], name=op.f('fk_decisions_by_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decisions'))
    )
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decisions_application_id'), ['application_id'], unique=False)

    op.create_table('turn_spans',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('turn', sa.String(length=20), nullable=False),
    sa.Column('began_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_turn_spans_application_id_applications')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_turn_spans'))
    )
    with op.batch_alter_table('turn_spans', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_turn_spans_application_id'), ['application_id'], unique=False)

    op.create_table('visits',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('planned_on', sa.Date(), nullable=True),
    sa.Column('planned_time', sa.String(length=10), nullable=False),
    sa.Column('officers', sa.Text(), nullable=False),
    sa.Column('conducted_on', sa.Date(), nullable=True),
    sa.Column('people_met', sa.Text(), nullable=False),
    sa.Column('findings', sa.JSON(), nullable=False),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.Column('conclusion', sa.String(length=20), nullable=False),
    sa.Column('recorded_by_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_visits_application_id_applications')),
    sa.ForeignKeyConstraint(['recorded_by_id'], ['users.id'], name=op.f('fk_visits_recorded_by_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visits'))
    )
    with op.batch_alter_table('visits', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_visits_application_id'), ['application_id'], unique=False)

    op.create_table('findings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('target', sa.String(length=60), nullable=False),
    sa.Column('attachment_id', sa.Integer(), nullable=True),
    sa.Column('verdict', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('rebuttal', sa.Text(), nullable=False),
    sa.Column('rebutted_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('answered', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_findings_application_id_applications')),
    sa.ForeignKeyConstraint(['attachment_id'], ['attachments.id'], name=op.f('fk_findings_attachment_id_attachments')),
    sa.ForeignKeyConstraint(['by_id'], ['users.id'], name=op.f('fk_findings_by_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_findings')),
    sa.UniqueConstraint('application_id', 'round', 'target', name=op.f('uq_findings_application_id'))
    )
    with op.batch_alter_table('findings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_findings_application_id'), ['application_id'], unique=False)

    op.create_table('visit_photos',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('visit_id', sa.Integer(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['file_id'], ['files.id'], name=op.f('fk_visit_photos_file_id_files')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_visit_photos_visit_id_visits')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visit_photos'))
    )
    with op.batch_alter_table('visit_photos', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_visit_photos_visit_id'), ['visit_id'], unique=False)

    _guard_trail()
    _index_words()


def _guard_trail() -> None:
    """Make the trail append-only."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_entries_no_{verb.lower()} BEFORE {verb} ON audit_entries "
                "BEGIN SELECT RAISE(ABORT, 'the trail is never changed'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION audit_entries_refuse() RETURNS trigger AS $$ "
        "BEGIN RAISE EXCEPTION 'the trail is never changed'; END $$ LANGUAGE plpgsql"
    )
    op.execute(
        "CREATE TRIGGER audit_entries_no_change BEFORE UPDATE OR DELETE ON audit_entries "
        "FOR EACH ROW EXECUTE FUNCTION audit_entries_refuse()"
    )


def _index_words() -> None:
    """Give the words of names their trigram index."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE words_fts USING fts5(word, content='words', content_rowid='id', tokenize='trigram')")
        op.execute("CREATE TRIGGER words_fts_add AFTER INSERT ON words BEGIN INSERT INTO words_fts(rowid, word) VALUES (new.id, new.word); END")
        op.execute(
            "CREATE TRIGGER words_fts_drop AFTER DELETE ON words BEGIN "
            "INSERT INTO words_fts(words_fts, rowid, word) VALUES ('delete', old.id, old.word); END"
        )
        return
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.execute("CREATE INDEX ix_words_trigrams ON words USING gin (word gin_trgm_ops)")


def downgrade() -> None:
    with op.batch_alter_table('visit_photos', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_visit_photos_visit_id'))

    op.drop_table('visit_photos')
    with op.batch_alter_table('findings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_findings_application_id'))

    op.drop_table('findings')
    with op.batch_alter_table('visits', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_visits_application_id'))

    op.drop_table('visits')
    with op.batch_alter_table('turn_spans', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_turn_spans_application_id'))

    op.drop_table('turn_spans')
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decisions_application_id'))

    op.drop_table('decisions')
    with op.batch_alter_table('attachments', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attachments_application_id'))

    op.drop_table('attachments')
    with op.batch_alter_table('applications', schema=None) as batch_op:
        batch_op.drop_index('ix_applications_worklist')
        batch_op.drop_index(batch_op.f('ix_applications_organization_id'))

    op.drop_table('applications')
    with op.batch_alter_table('stock_reasons', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_stock_reasons_version_id'))

    op.drop_table('stock_reasons')
    with op.batch_alter_table('requirements', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_requirements_version_id'))

    op.drop_table('requirements')
    with op.batch_alter_table('letters', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_letters_type_id'))
        batch_op.drop_index(batch_op.f('ix_letters_state'))
        batch_op.drop_index(batch_op.f('ix_letters_reference'))
        batch_op.drop_index(batch_op.f('ix_letters_organization_id'))

    op.drop_table('letters')
    with op.batch_alter_table('service_versions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_service_versions_service_id'))

    op.drop_table('service_versions')
    with op.batch_alter_table('letter_templates', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_letter_templates_type_id'))

    op.drop_table('letter_templates')
    with op.batch_alter_table('board_members', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_members_term_id'))

    op.drop_table('board_members')
    with op.batch_alter_table('seats', schema=None) as batch_op:
        batch_op.drop_index('ix_seats_village')
        batch_op.drop_index(batch_op.f('ix_seats_organization_id'))

    op.drop_table('seats')
    with op.batch_alter_table('representatives', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_representatives_organization_id'))

    op.drop_table('representatives')
    with op.batch_alter_table('organization_names', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organization_names_organization_id'))

    op.drop_table('organization_names')
    with op.batch_alter_table('organization_fields', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organization_fields_organization_id'))
        batch_op.drop_index(batch_op.f('ix_organization_fields_field'))

    op.drop_table('organization_fields')
    with op.batch_alter_table('name_words', schema=None) as batch_op:
        batch_op.drop_index('ix_name_words_word')
        batch_op.drop_index(batch_op.f('ix_name_words_organization_id'))

    op.drop_table('name_words')
    op.drop_table('letter_types')
    with op.batch_alter_table('legal_bases', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_legal_bases_organization_id'))
        batch_op.drop_index(batch_op.f('ix_legal_bases_number'))

    op.drop_table('legal_bases')
    with op.batch_alter_table('contacts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contacts_value'))
        batch_op.drop_index(batch_op.f('ix_contacts_organization_id'))

    op.drop_table('contacts')
    op.drop_table('book_years')
    op.drop_table('book_entries')
    with op.batch_alter_table('board_terms', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_terms_organization_id'))

    op.drop_table('board_terms')
    op.drop_table('activations')
    op.drop_table('words')
    with op.batch_alter_table('users', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_users_role'))

    op.drop_table('users')
    op.drop_table('services')
    with op.batch_alter_table('regions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_regions_parent'))
        batch_op.drop_index(batch_op.f('ix_regions_kind'))

    op.drop_table('regions')
    op.drop_table('reference_years')
    with op.batch_alter_table('organizations', schema=None) as batch_op:
        batch_op.drop_index('ix_organizations_village')
        batch_op.drop_index('ix_organizations_status')
        batch_op.drop_index('ix_organizations_list')
        batch_op.drop_index('ix_organizations_form')
        batch_op.drop_index('ix_organizations_field')
        batch_op.drop_index(batch_op.f('ix_organizations_district_code'))

    op.drop_table('organizations')
    op.drop_table('office')
    op.drop_table('letter_books')
    with op.batch_alter_table('jobs', schema=None) as batch_op:
        batch_op.drop_index('ix_jobs_due')

    op.drop_table('jobs')
    op.drop_table('holidays')
    with op.batch_alter_table('files', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_files_sha256'))

    op.drop_table('files')
    with op.batch_alter_table('audit_entries', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_entries_at'))
        batch_op.drop_index(batch_op.f('ix_audit_entries_actor_id'))
        batch_op.drop_index(batch_op.f('ix_audit_entries_action'))

    op.drop_table('audit_entries')
