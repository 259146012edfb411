"""reporting: periods, duties, reports, reliefs, reminders"""

import sqlalchemy as sa
from alembic import op

import aormas.core.database

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('reminder_rules',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('channels', sa.String(length=60), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('set_by', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminder_rules'))
    )
    op.create_table('report_reasons',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('verdict', sa.String(length=20), nullable=False),
    sa.Column('title', sa.String(length=160), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_reasons'))
    )
    op.create_table('report_rules',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('months', sa.Integer(), nullable=False),
    sa.Column('due_days', sa.Integer(), nullable=False),
    sa.Column('grace_days', sa.Integer(), nullable=False),
    sa.Column('holiday_rule', sa.String(length=10), nullable=False),
    sa.Column('newcomer_days', sa.Integer(), nullable=False),
    sa.Column('close_days', sa.Integer(), nullable=False),
    sa.Column('answer_days', sa.Integer(), nullable=False),
    sa.Column('nil_allowed', sa.Boolean(), nullable=False),
    sa.Column('addressee', sa.String(length=300), nullable=False),
    sa.Column('receipt_pattern', sa.String(length=120), nullable=False),
    sa.Column('set_by', sa.String(length=200), nullable=False),
    sa.Column('recorded_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_rules')),
    sa.UniqueConstraint('valid_from', name=op.f('uq_report_rules_valid_from'))
    )
    op.create_table('report_periods',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('grace_days', sa.Integer(), nullable=False),
    sa.Column('closes_on', sa.Date(), nullable=False),
    sa.Column('rule_id', sa.Integer(), nullable=False),
    sa.Column('notice', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['rule_id'], ['report_rules.id'], name=op.f('fk_report_periods_rule_id_report_rules')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_periods')),
    sa.UniqueConstraint('code', name=op.f('uq_report_periods_code'))
    )
    op.create_index('ix_report_periods_days', 'report_periods', ['starts_on', 'ends_on'], unique=False)
    op.create_table('duties',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('opened_for', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('period_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(length=160), nullable=False),
    sa.Column('opens_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('extended', sa.Boolean(), nullable=False),
    sa.Column('exempt_on', sa.Date(), nullable=True),
    sa.Column('settled_on', sa.Date(), nullable=True),
    sa.Column('set_aside_on', sa.Date(), nullable=True),
    sa.Column('set_aside_why', sa.String(length=20), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_duties_organization_id_organizations')),
    sa.ForeignKeyConstraint(['period_id'], ['report_periods.id'], name=op.f('fk_duties_period_id_report_periods')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_duties')),
    sa.UniqueConstraint('opened_for', 'kind', 'key', name=op.f('uq_duties_opened_for'))
    )
    op.create_index('ix_duties_open', 'duties', ['kind', 'settled_on', 'until'], unique=False)
    op.create_index('ix_duties_organization', 'duties', ['organization_id', 'kind', 'due_on'], unique=False)
    op.create_index('ix_duties_period', 'duties', ['period_id', 'set_aside_on', 'settled_on'], unique=False)
    op.create_table('planned_activities',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('subject', sa.String(length=20), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('hours', sa.String(length=60), nullable=False),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('audience', sa.String(length=200), nullable=False),
    sa.Column('announced', sa.Boolean(), nullable=False),
    sa.Column('added_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('added_by', sa.String(length=200), nullable=False),
    sa.Column('cancelled_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('hidden_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('hidden_why', sa.String(length=300), nullable=False),
    sa.Column('client_id', sa.String(length=36), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_planned_activities_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_planned_activities')),
    sa.UniqueConstraint('client_id', name=op.f('uq_planned_activities_client_id'))
    )
    op.create_index('ix_planned_activities_day', 'planned_activities', ['announced', 'starts_on'], unique=False)
    op.create_index(op.f('ix_planned_activities_organization_id'), 'planned_activities', ['organization_id'], unique=False)
    op.create_table('activity_reports',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('period_id', sa.Integer(), nullable=False),
    sa.Column('duty_id', sa.Integer(), nullable=False),
    sa.Column('stage', sa.String(length=20), nullable=False),
    sa.Column('nil', sa.Boolean(), nullable=False),
    sa.Column('problems', sa.Text(), nullable=False),
    sa.Column('grants', sa.Text(), nullable=False),
    sa.Column('plan', sa.Text(), nullable=False),
    sa.Column('changes', sa.Text(), nullable=False),
    sa.Column('member_count', sa.Integer(), nullable=True),
    sa.Column('chair_name', sa.String(length=160), nullable=False),
    sa.Column('chair_office', sa.String(length=80), nullable=False),
    sa.Column('secretary_name', sa.String(length=160), nullable=False),
    sa.Column('secretary_office', sa.String(length=80), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('saved_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('saved_by', sa.String(length=200), nullable=False),
    sa.Column('answer_due_on', sa.Date(), nullable=True),
    sa.Column('scan_id', sa.Integer(), nullable=True),
    sa.Column('entered_by', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['duty_id'], ['duties.id'], name=op.f('fk_activity_reports_duty_id_duties')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_activity_reports_organization_id_organizations')),
    sa.ForeignKeyConstraint(['period_id'], ['report_periods.id'], name=op.f('fk_activity_reports_period_id_report_periods')),
    sa.ForeignKeyConstraint(['scan_id'], ['files.id'], name=op.f('fk_activity_reports_scan_id_files')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_reports')),
    sa.UniqueConstraint('duty_id', name=op.f('uq_activity_reports_duty_id'))
    )
    op.create_index('ix_activity_reports_organization', 'activity_reports', ['organization_id', 'period_id'], unique=False)
    op.create_index('ix_activity_reports_worklist', 'activity_reports', ['stage', 'answer_due_on'], unique=False)
    op.create_table('relief_requests',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('duty_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('wanted_until', sa.Date(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('asked_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=True),
    sa.Column('asked_by', sa.String(length=200), nullable=False),
    sa.Column('answer_due_on', sa.Date(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('decided_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.String(length=200), nullable=False),
    sa.Column('client_id', sa.String(length=36), nullable=False),
    sa.ForeignKeyConstraint(['asked_by_id'], ['users.id'], name=op.f('fk_relief_requests_asked_by_id_users')),
    sa.ForeignKeyConstraint(['duty_id'], ['duties.id'], name=op.f('fk_relief_requests_duty_id_duties')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_relief_requests')),
    sa.UniqueConstraint('client_id', name=op.f('uq_relief_requests_client_id'))
    )
    op.create_index(op.f('ix_relief_requests_duty_id'), 'relief_requests', ['duty_id'], unique=False)
    op.create_index('ix_relief_requests_state', 'relief_requests', ['state', 'asked_at'], unique=False)
    op.create_table('reminders',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('duty_id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('rule_id', sa.Integer(), nullable=False),
    sa.Column('channel', sa.String(length=20), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('failure', sa.String(length=300), nullable=False),
    sa.Column('sent_on', sa.Date(), nullable=False),
    sa.Column('sent_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('sent_by_id', sa.Integer(), nullable=True),
    sa.Column('sent_by', sa.String(length=200), nullable=False),
    sa.Column('answer', sa.String(length=20), nullable=False),
    sa.Column('answer_note', sa.Text(), nullable=False),
    sa.Column('answered_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('answered_by', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['duty_id'], ['duties.id'], name=op.f('fk_reminders_duty_id_duties')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_reminders_organization_id_organizations')),
    sa.ForeignKeyConstraint(['rule_id'], ['reminder_rules.id'], name=op.f('fk_reminders_rule_id_reminder_rules')),
    sa.ForeignKeyConstraint(['sent_by_id'], ['users.id'], name=op.f('fk_reminders_sent_by_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminders')),
    sa.UniqueConstraint('duty_id', 'rule_id', name=op.f('uq_reminders_duty_id'))
    )
    op.create_index('ix_reminders_organization', 'reminders', ['organization_id', 'sent_on'], unique=False)
    op.create_table('activities',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('report_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('subject', sa.String(length=20), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('aim', sa.Text(), nullable=False),
    sa.Column('audience', sa.String(length=200), nullable=False),
    sa.Column('participants', sa.Integer(), nullable=True),
    sa.Column('partner', sa.String(length=200), nullable=False),
    sa.Column('result', sa.Text(), nullable=False),
    sa.Column('public', sa.Boolean(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('planned_id', sa.Integer(), nullable=True),
    sa.Column('saved_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('saved_by', sa.String(length=200), nullable=False),
    sa.Column('removed_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('client_id', sa.String(length=36), nullable=False),
    sa.ForeignKeyConstraint(['planned_id'], ['planned_activities.id'], name=op.f('fk_activities_planned_id_planned_activities')),
    sa.ForeignKeyConstraint(['report_id'], ['activity_reports.id'], name=op.f('fk_activities_report_id_activity_reports')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activities')),
    sa.UniqueConstraint('client_id', name=op.f('uq_activities_client_id'))
    )
    op.create_index('ix_activities_day', 'activities', ['starts_on'], unique=False)
    op.create_index('ix_activities_digest', 'activities', ['digest'], unique=False)
    op.create_index('ix_activities_report', 'activities', ['report_id', 'starts_on'], unique=False)
    op.create_table('duty_reliefs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('duty_id', sa.Integer(), nullable=True),
    sa.Column('period_id', sa.Integer(), nullable=True),
    sa.Column('district_code', sa.String(length=13), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('notice', sa.Text(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('decided_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('decided_by', sa.String(length=200), nullable=False),
    sa.Column('client_id', sa.String(length=36), nullable=True),
    sa.ForeignKeyConstraint(['decided_by_id'], ['users.id'], name=op.f('fk_duty_reliefs_decided_by_id_users')),
    sa.ForeignKeyConstraint(['duty_id'], ['duties.id'], name=op.f('fk_duty_reliefs_duty_id_duties')),
    sa.ForeignKeyConstraint(['period_id'], ['report_periods.id'], name=op.f('fk_duty_reliefs_period_id_report_periods')),
    sa.ForeignKeyConstraint(['request_id'], ['relief_requests.id'], name=op.f('fk_duty_reliefs_request_id_relief_requests')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_duty_reliefs')),
    sa.UniqueConstraint('client_id', name=op.f('uq_duty_reliefs_client_id'))
    )
    op.create_index('ix_duty_reliefs_duty', 'duty_reliefs', ['duty_id'], unique=False)
    op.create_index('ix_duty_reliefs_period', 'duty_reliefs', ['period_id'], unique=False)
    op.create_table('report_filings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('report_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('nil', sa.Boolean(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('filed_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('filed_on', sa.Date(), nullable=False),
    sa.Column('filed_by_id', sa.Integer(), nullable=True),
    sa.Column('filed_by', sa.String(length=200), nullable=False),
    sa.Column('channel', sa.String(length=20), nullable=False),
    sa.Column('addressee', sa.String(length=300), nullable=False),
    sa.Column('receipt_year', sa.Integer(), nullable=False),
    sa.Column('receipt_sequence', sa.Integer(), nullable=False),
    sa.Column('receipt_number', sa.String(length=60), nullable=False),
    sa.Column('receipt_code', sa.String(length=40), nullable=False),
    sa.Column('failed_on', sa.Date(), nullable=True),
    sa.Column('client_id', sa.String(length=36), nullable=False),
    sa.ForeignKeyConstraint(['filed_by_id'], ['users.id'], name=op.f('fk_report_filings_filed_by_id_users')),
    sa.ForeignKeyConstraint(['report_id'], ['activity_reports.id'], name=op.f('fk_report_filings_report_id_activity_reports')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_filings')),
    sa.UniqueConstraint('client_id', name=op.f('uq_report_filings_client_id')),
    sa.UniqueConstraint('receipt_code', name=op.f('uq_report_filings_receipt_code')),
    sa.UniqueConstraint('receipt_number', name=op.f('uq_report_filings_receipt_number'))
    )
    op.create_index(op.f('ix_report_filings_digest'), 'report_filings', ['digest'], unique=False)
    op.create_index('ix_report_filings_report', 'report_filings', ['report_id', 'number'], unique=True)
    op.create_table('report_messages',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('report_id', sa.Integer(), nullable=False),
    sa.Column('side', sa.String(length=20), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('written_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('written_by_id', sa.Integer(), nullable=True),
    sa.Column('written_by', sa.String(length=200), nullable=False),
    sa.Column('client_id', sa.String(length=36), nullable=False),
    sa.ForeignKeyConstraint(['report_id'], ['activity_reports.id'], name=op.f('fk_report_messages_report_id_activity_reports')),
    sa.ForeignKeyConstraint(['written_by_id'], ['users.id'], name=op.f('fk_report_messages_written_by_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_messages')),
    sa.UniqueConstraint('client_id', name=op.f('uq_report_messages_client_id'))
    )
    op.create_index(op.f('ix_report_messages_report_id'), 'report_messages', ['report_id'], unique=False)
    op.create_table('activity_funds',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(length=20), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_activity_funds_activity_id_activities')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_funds'))
    )
    op.create_index(op.f('ix_activity_funds_activity_id'), 'activity_funds', ['activity_id'], unique=False)
    op.create_table('activity_photos',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=False),
    sa.Column('source_sha256', sa.String(length=64), nullable=False),
    sa.Column('look', sa.String(length=16), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('caption', sa.String(length=200), nullable=False),
    sa.Column('public', sa.Boolean(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('sent_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('sent_by', sa.String(length=200), nullable=False),
    sa.Column('removed_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_activity_photos_activity_id_activities')),
    sa.ForeignKeyConstraint(['file_id'], ['files.id'], name=op.f('fk_activity_photos_file_id_files')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_photos'))
    )
    op.create_index(op.f('ix_activity_photos_activity_id'), 'activity_photos', ['activity_id'], unique=False)
    op.create_index('ix_activity_photos_look', 'activity_photos', ['look'], unique=False)
    op.create_index('ix_activity_photos_source', 'activity_photos', ['source_sha256'], unique=False)
    op.create_table('activity_versions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('saved_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('saved_by', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_activity_versions_activity_id_activities')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_versions'))
    )
    op.create_index('ix_activity_versions_activity', 'activity_versions', ['activity_id', 'number'], unique=False)
    op.create_table('report_verdicts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('filing_id', sa.Integer(), nullable=False),
    sa.Column('verdict', sa.String(length=20), nullable=False),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('decided_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('decided_by', sa.String(length=200), nullable=False),
    sa.Column('client_id', sa.String(length=36), nullable=False),
    sa.ForeignKeyConstraint(['decided_by_id'], ['users.id'], name=op.f('fk_report_verdicts_decided_by_id_users')),
    sa.ForeignKeyConstraint(['filing_id'], ['report_filings.id'], name=op.f('fk_report_verdicts_filing_id_report_filings')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_verdicts')),
    sa.UniqueConstraint('client_id', name=op.f('uq_report_verdicts_client_id'))
    )
    op.create_index(op.f('ix_report_verdicts_filing_id'), 'report_verdicts', ['filing_id'], unique=False)


def downgrade() -> None:
    op.drop_table('report_verdicts')
    op.drop_table('activity_versions')
    op.drop_table('activity_photos')
    op.drop_table('activity_funds')
    op.drop_table('report_messages')
    op.drop_table('report_filings')
    op.drop_table('duty_reliefs')
    op.drop_table('activities')
    op.drop_table('reminders')
    op.drop_table('relief_requests')
    op.drop_table('activity_reports')
    op.drop_table('planned_activities')
    op.drop_table('duties')
    op.drop_table('report_periods')
    op.drop_table('report_rules')
    op.drop_table('report_reasons')
    op.drop_table('reminder_rules')
