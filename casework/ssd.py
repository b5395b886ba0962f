"""Which field of which kind is which item of the Standard Safeguarding Dataset: one table for import, export, reporting.

Source: the dataset's published specification (data-to-insight.github.io). Items keep their names without the table's
prefix; where ours differs, the table says so. Fields that are not here have no item in the dataset.
"""

from casework.kinds import KINDS

PERSON = {
    "person_id": "pers_person_id",
    "forename": "pers_forename",
    "surname": "pers_surname",
    "sex": "pers_sex",
    "gender": "pers_gender",
    "ethnicity": "pers_ethnicity",
    "dob": "pers_dob",
    "expected_dob": "pers_expected_dob",
    "death_date": "pers_death_date",
    "send_flag": "pers_send_flag",
    "nationality": "pers_nationality",
}
COLUMNS: dict[str, dict[str, str]] = {
    "person": {field: f"ssd_person.{column}" for field, column in PERSON.items()}
    | {"family": "ssd_family.fami_family_id"},
    "address": {
        "place.postcode": "ssd_address.addr_address_postcode",
        "place.lines": "ssd_address.addr_address_json",
        "address_type": "ssd_address.addr_address_type",
        "address_start_date": "ssd_address.addr_address_start_date",
        "address_end_date": "ssd_address.addr_address_end_date",
    },
    "involvement": {
        "professional_id": "ssd_involvements.invo_professional_id",
        "professional_role_id": "ssd_involvements.invo_professional_role_id",
        "professional_team": "ssd_involvements.invo_professional_team",
        "involvement_start_date": "ssd_involvements.invo_involvement_start_date",
        "involvement_end_date": "ssd_involvements.invo_involvement_end_date",
        "worker_change_reason": "ssd_involvements.invo_worker_change_reason",
    },
    "professional": {
        "professional_id": "ssd_professionals.prof_professional_id",
        "professional_name": "ssd_professionals.prof_professional_name",
        "professional_job_title": "ssd_professionals.prof_professional_job_title",
        "social_worker_registration_no": "ssd_professionals.prof_social_worker_registration_no",
    },
    "hub": {
        "team_id": "ssd_department.dept_team_id",
        "team_name": "ssd_department.dept_team_name",
        "team_parent_name": "ssd_department.dept_team_parent_name",
    },
    "referral": {
        "referral_id": "ssd_cin_episodes.cine_referral_id",
        "referral_date": "ssd_cin_episodes.cine_referral_date",
        "referral_source_code": "ssd_cin_episodes.cine_referral_source_code",
        "primary_need_code": "ssd_cin_episodes.cine_cin_primary_need_code",
        "referral_nfa": "ssd_cin_episodes.cine_referral_nfa",
        "close_date": "ssd_cin_episodes.cine_close_date",
        "close_reason": "ssd_cin_episodes.cine_close_reason",
    },
    "assessment": {
        "assessment_id": "ssd_cin_assessments.cina_assessment_id",
        "assessment_start_date": "ssd_cin_assessments.cina_assessment_start_date",
        "assessment_auth_date": "ssd_cin_assessments.cina_assessment_auth_date",
        "child_seen": "ssd_cin_assessments.cina_assessment_child_seen",
        "outcome_nfa": "ssd_cin_assessments.cina_assessment_outcome_nfa",
    },
    "section_47": {
        "s47_enquiry_id": "ssd_s47_enquiry.s47e_s47_enquiry_id",
        "s47_start_date": "ssd_s47_enquiry.s47e_s47_start_date",
        "s47_end_date": "ssd_s47_enquiry.s47e_s47_end_date",
        "icpc_date": "ssd_initial_cp_conference.icpc_icpc_date",
        "icpc_outcome_cp_flag": "ssd_initial_cp_conference.icpc_icpc_outcome_cp_flag",
    },
    "legal_status": {
        "status.legal_status": "ssd_legal_status.lega_legal_status",
        "status.start_date": "ssd_legal_status.lega_legal_status_start_date",
        "status.end_date": "ssd_legal_status.lega_legal_status_end_date",
    },
    "visit": {
        "date": "ssd_cin_visits.cinv_cin_visit_date",
        "seen": "ssd_cin_visits.cinv_cin_visit_seen",
        "seen_alone.alone": "ssd_cin_visits.cinv_cin_visit_seen_alone",
        "bedroom": "ssd_cin_visits.cinv_cin_visit_bedroom",
    },
}
STAGE_TABLES = {
    "cin_plan": "ssd_cin_plans",
    "cp_plan": "ssd_cp_plans",
    "looked_after": "ssd_cla_episodes",
    "care_leaver": "ssd_care_leavers",
}
"""A care stage is one kind with us and a table for each stage in the dataset."""


def column_of(kind: str, field: str) -> str | None:
    """ "table.column" of a field ("place.postcode" for a part of a nested one), or None where the dataset has none."""
    return COLUMNS.get(kind, {}).get(field)


def unknown_fields() -> list[str]:
    """Entries of the table that name no field of ours; empty while the table is true."""
    return [
        f"{kind}.{field}"
        for kind, columns in COLUMNS.items()
        for field in columns
        if field.partition(".")[0] not in KINDS[kind].__struct_fields__
    ]
