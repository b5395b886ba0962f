"""What the authority has set for every laptop, from its book."""

from casework.case_files import AUTHORITY_BOOK
from casework.kinds.books import POLICY_RECORD, Policy
from casework.kinds.work import Assessment, CareStage, Referral
from casework.labels import Labels, level_of, problem_with
from desktop_app.record_store.records import Records


def policy(records: Records) -> Policy:
    """As it stands; empty where nothing was ever set."""
    found = records.record(AUTHORITY_BOOK, Policy, POLICY_RECORD)
    return found.value if found else Policy()


def may_record_voices(records: Records) -> bool:
    """Whether the authority has said that a child's voice may be recorded. Two versions of it, or none, say no."""
    return policy(records).voices_recorded is True


def level_of_file(records: Records, file: str) -> str:
    """The level of need whose words a child's screens and papers speak (casework.labels): by the plans that have not ended."""
    stages = [one.value.stage for one in records.records(file, CareStage) if not one.value.end_date]
    referred = [*records.records(file, Referral), *records.records(file, Assessment)]
    return level_of(stages, is_referred=bool(referred))


def own_labels(records: Records) -> Labels:
    """The authority's own words of the framework, those that can stand."""
    return {where: words for where, words in policy(records).labels.items() if not problem_with(where, words)}
