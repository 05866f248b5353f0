"""Every code that a problem can have: what it means and what to do.  The reference page of errors is made from it."""

from typing import NamedTuple


class Entry(NamedTuple):
    """What a code means, and what to do about it."""

    meaning: str
    cure: str


CODES: dict[str, Entry] = {
    # Files
    "file-missing": Entry(
        "A file the build needs is missing.",
        "Create it, or check the folder you named on the command line.",
    ),
    "file-unreadable": Entry(
        "The file is there, but can't be opened.",
        "Check its permissions, and close programs that lock it.",
    ),
    "leads-outside": Entry(
        "A file or folder is a link that leads out of the project.",
        "Copy it into the project, or name its folder on the command line, such as with --pipeline.",
    ),
    "backtest-form": Entry(
        "The kept back-test, pipeline/backtest.json, was changed by hand or written by another version.",
        "Run backtest --keep again, or remove the file: only the line on each check comes from it.",
    ),
    "unknown-file": Entry(
        "A YAML file in the playbook's folder isn't part of a playbook by its name or place.",
        "Rename it to the part it is, or move it away. All checks go side by side into the folder checks.",
    ),
    "not-a-file": Entry(
        "A folder, or something else that isn't a plain file, is where a file is expected.",
        "Move it away, and put the file there.",
    ),
    "folder-missing": Entry(
        "A folder the build needs is missing.",
        "Create it, or check the folder you named on the command line.",
    ),
    "not-a-folder": Entry(
        "A file is where a folder is expected.",
        "Move it away, and create the folder.",
    ),
    "wrong-file-name": Entry(
        "The file name doesn't fit: it's nearly the name of another file, ends in .yaml, or differs from the id or the "
        "date in the file.",
        "Rename the file, or change the id or date in it. Files end in .yml; a check is named after its id, a snapshot "
        "after its date.",
    ),
    "empty-playbook": Entry(
        "The playbook's folder has no rules.",
        "Copy the built-in playbook, then change it.",
    ),
    "no-checks": Entry(
        "The playbook has no checks, so there would be nothing to say about any opportunity.",
        "Put at least one check into the playbook's folder checks, one file each.",
    ),
    "no-snapshot": Entry(
        "The pipeline has no snapshot, so there is nothing to review.",
        "Import one from your CRM, or write one into the folder snapshots of the pipeline.",
    ),
    "snapshot-twice": Entry(
        "A date has a snapshot in a file and another one in a folder, so it's unclear which one counts.",
        "Check which one is right, and remove the other.",
    ),
    "snapshot-empty": Entry(
        "The folder for a date has no part of a snapshot in it.",
        "Remove the folder, or put at least one .yml file into it.",
    ),
    "site-not-built": Entry(
        "The site builder refused the pages. Nothing was written: pages and site are those of the last good build.",
        "Read its message. Usually it names a page of your own in docs with a broken link.",
    ),
    "folder-inside": Entry(
        "A folder the build writes is inside one whose pages it reads, or the other way round.",
        "Use folders that sit side by side. Pages go into docs, or into a folder outside it; the site never goes "
        "into docs.",
    ),
    # Text
    "not-utf-8": Entry(
        "The file isn't in UTF-8, so its text can't be read.",
        "Open it in an editor and save it as UTF-8.",
    ),
    "control-character": Entry(
        "The text has an invisible character that no page can show. It usually comes from copying text.",
        "Delete it. Retyping the word around it is the quickest way.",
    ),
    "empty-file": Entry(
        "The file has only blank lines and comments.",
        "Fill it in, or restore the last version from git.",
    ),
    "too-large": Entry(
        "The file, or one list, value or line in it, is larger than any team's data could be.",
        "Check that it's the right file. A snapshot may be split into a folder of parts; an import does that.",
    ),
    "too-many-problems": Entry(
        "The file has too many problems to list them all.",
        "Fix those listed, and check again. Often there's one cause behind them all, such as the wrong file.",
    ),
    # YAML
    "yaml-syntax": Entry(
        "The file breaks the rules of YAML at this place or shortly before it.",
        "Check this line and the one before: usually the indentation is off, a quote isn't closed, or text "
        "with a colon "
        "needs quotes.",
    ),
    "duplicate-key": Entry(
        "The same key is there twice, and only one can count.",
        "Remove one of the two.",
    ),
    "key-not-text": Entry(
        "There's a blank, a list or a mapping where a field name is expected.",
        "Write the field name before the colon. Put text with brackets or braces in quotes.",
    ),
    "alias": Entry(
        "The file uses an anchor or an alias, & or * before a word. They aren't allowed, so that every value "
        "can be read "
        "where it is.",
        "Write out the value. Put text that starts with & or * in quotes.",
    ),
    "tag": Entry(
        "The file uses a tag, ! before a value. Tags aren't allowed: the field decides what a value is.",
        "Remove the tag. Put text that starts with ! in quotes.",
    ),
    "several-documents": Entry(
        "The line --- starts a second document, and only one can count.",
        "Remove the line, or move the second part to its own file.",
    ),
    "too-deep": Entry(
        "Values are nested far deeper than in any of these files.",
        "Look for brackets or dashes repeated by mistake.",
    ),
    # Fields
    "missing-key": Entry(
        "A required field is missing.",
        "Add it. The message says what goes in it.",
    ),
    "unknown-key": Entry(
        "There's no field with this name here. It would be dropped silently, so it's refused.",
        "Correct the name, or look it up under Fields.",
    ),
    "blank-value": Entry(
        "The field is blank, but needs a value.",
        "Fill it in. If the field is optional, you can also remove it.",
    ),
    "wrong-type": Entry(
        "There's a single value where a list or fields are expected, or the other way round.",
        "Look up the format under Fields.",
    ),
    "wrong-form": Entry(
        "The text isn't in the format this field needs.",
        "Write it as the message says.",
    ),
    "too-long": Entry(
        "The text is too long for this field.",
        "Shorten it.",
    ),
    "unknown-word": Entry(
        "The field takes one of a few values, and this isn't one of them.",
        "Use one of the values in the message.",
    ),
    "not-a-date": Entry(
        "There's no such date, or it's in another format.",
        "Write year, month and day with hyphens, such as 2026-11-16. If there's no date, leave the field blank.",
    ),
    "not-a-number": Entry(
        "This isn't a number, or it has a currency, spaces or other signs in it.",
        "Write digits only, with a point before decimals, such as 48000 or 1200.50.",
    ),
    "not-true-or-false": Entry(
        "The field takes true or false, or yes or no.",
        "Use one of these. If it's unknown, leave the field out.",
    ),
    "out-of-range": Entry(
        "The number is too small or too large for this field.",
        "Write a number within the limits in the message.",
    ),
    # Ids and references
    "duplicate-id": Entry(
        "Two entries have the same id, so it's unclear which one is meant.",
        "Give one of them another id, or remove it if it's a mistake.",
    ),
    "duplicate-name": Entry(
        "Two checks have the same short name, so you couldn't tell them apart in a table.",
        "Give one of the two another name, or leave name out: its title is shown instead.",
    ),
    "unknown-rep": Entry(
        "The owner, or the person who picks, isn't a rep in team.yml.",
        "Correct the id, or add the rep to team.yml. A rep without an id has the name's: Ana Lima is ana-lima.",
    ),
    "unknown-manager": Entry(
        "The manager isn't in team.yml.",
        "Correct the id, or add the manager to team.yml. A manager without an id has the name's.",
    ),
    "unknown-territory": Entry(
        "No territory in team.yml has this id.",
        "Correct the id, or add the territory to team.yml.",
    ),
    "unknown-account": Entry(
        "No account in accounts.yml has this id.",
        "Correct the id, or add the account. Without accounts.yml, you can name any account.",
    ),
    "near-account": Entry(
        "The export has an account that's nearly one on file, or nearly another new one: one letter apart, "
        "or the same but "
        "for spaces and signs. It could be the same company.",
        "Same company? Add the other spelling under known_as of that account. Two companies? Add the line in "
        "the message.",
    ),
    "unknown-stage": Entry(
        "The playbook has no stage with this id.",
        "Correct the id, or add the stage to stages.yml. The CRM's own stage goes into crm_stage. If a rule names a "
        "role that no stage has, add it to the roles of the stage you mean.",
    ),
    "unknown-criterion": Entry(
        "No stage of the playbook has an exit criterion with this id.",
        "Correct the id, or add the criterion to its stage in stages.yml.",
    ),
    "unknown-question": Entry(
        "The playbook has no question with this id.",
        "Correct the id, or add the question to questions.yml.",
    ),
    "unknown-cause": Entry(
        "The playbook has no cause with this id.",
        "Correct the id, or add the cause to causes.yml.",
    ),
    "unknown-check": Entry(
        "There's no file in the folder checks for this check.",
        "Correct the name, or write the check.",
    ),
    "unknown-principle": Entry(
        "The playbook has no principle with this id.",
        "Correct the id under doctrine, add the principle to principles.yml, or take it out of the rule. A playbook "
        "without principles.yml has none.",
    ),
    "unknown-source": Entry(
        "principles.yml has no source with this id.",
        "Correct the id, or add the source.",
    ),
    "unknown-play": Entry(
        "The playbook has no play with this id.",
        "Correct the id, or add the play to plays.yml.",
    ),
    "unknown-story": Entry(
        "The playbook has no story with this id.",
        "Correct the id, or add the story to stories.yml.",
    ),
    "two-spellings": Entry(
        "An id is defined but never used, and several places use one that's nearly the same but never defined.",
        "Usually the definition is misspelt: correct it there. Otherwise correct each place that uses it.",
    ),
    "unknown-opportunity": Entry(
        "No opportunity in the snapshot has this id.",
        "Correct the id, or add the other opportunity to the snapshot.",
    ),
    "circle": Entry(
        "Opportunities restart each other in a circle.",
        "Correct restarted_from: it names the older opportunity.",
    ),
    "too-many-picks": Entry(
        "A rep picks more than two focus deals in a week.",
        "Keep the two that matter most. The others stay on the scorecard.",
    ),
    "picked-twice": Entry(
        "A rep picks the same focus deal twice in a week.",
        "Remove one of the two.",
    ),
    "not-their-opportunity": Entry(
        "A rep picks a deal somebody else owned that week.",
        "Correct the rep or the opportunity. Reps pick among their own deals.",
    ),
    "picked-when-closed": Entry(
        "A rep picks a deal that was closed before the week began.",
        "Pick an open deal, or correct the week. What happened to earlier focus deals shows by itself.",
    ),
    "picked-when-ruled": Entry(
        "A rep picks a deal that the manager decided was lost or dead before the week began.",
        "Close it in the CRM, and pick another. A decision holds until the deal is closed and reopened.",
    ),
    # People
    "same-page-name": Entry(
        "Two people would get the same page, since a missing id is made from the name.",
        "Give one of the two another id in team.yml. A manager who owns deals has one id and one name in both lists.",
    ),
    "reserved-page-name": Entry(
        "The person's page would have the name of an existing page, or one some computers can't store.",
        "Give the person another id in team.yml.",
    ),
    "nearly-a-rep": Entry(
        "The owner of a step isn't known and is one letter off one of our reps, so the rep wouldn't see the step.",
        "Correct the rep's id or name. Meant someone else? Add to the name, such as the job: Anna Lima (engineer).",
    ),
    "no-page-name": Entry(
        "This name has no letters or digits, so no page name can be made from it.",
        "Give the person an id in team.yml.",
    ),
    # What cannot be
    "impossible-date": Entry(
        "Two dates contradict each other: something happened after the snapshot's date, or before it could.",
        "Correct the wrong one. Only plans can be dated after the snapshot.",
    ),
    "nothing-carried": Entry(
        "carried_from names something that this opportunity doesn't have.",
        "Remove that key, or enter what was kept.",
    ),
    "nobody-to-watch": Entry(
        "A deal is to come back when somebody leaves or changes role, but nobody is named.",
        "Add the name under person, as in contacts, or remove change.",
    ),
    "ruling-incomplete": Entry(
        "A manager decision is incomplete: all but active need a reason, and stalled needs a review date too.",
        "Add what the message names. Stalled with no reason why it will move again is lost or dead.",
    ),
    "action-or-none": Entry(
        "A manager decision asks for an action, and also says there's nothing to do.",
        "Keep course_of_action, or no_action with the reason.",
    ),
    "unknown-action": Entry(
        "A step or an entry in follow_ups.yml names an action that no manager decision on that deal asks for.",
        "Give the date of the decision, such as 2026-11-05; if it asks for several actions, add the number, /2.",
    ),
    "not-their-manager": Entry(
        "Only the rep's own manager on that day decides on the rep's deals, and waives checks on them.",
        "Let that manager do it. If the rep changed teams, add the earlier manager, with the last day, to team.yml.",
    ),
    "waiver-of-what": Entry(
        "A waiver names no deal and no account, or both.",
        "Name the opportunity on which the check is waived, or the account to waive it on all of its deals.",
    ),
    "waiver-of-a-ruling": Entry(
        "A waiver is meant to end a deal's wait for its manager's decision.",
        "Record the decision in rulings.yml, and remove the waiver.",
    ),
    "former-id-taken": Entry(
        "A rule's `formerly` names what a rule of its kind is called today, or what another one was called before.",
        "Leave it with the one rule that was renamed. Two rules that became one can't both keep their old ids there.",
    ),
    "extends-nothing": Entry(
        "The folder that playbook.yml extends holds no playbook, or one that extends another itself.",
        "Name the folder of a playbook without a playbook.yml, as seen from this one, such as ../../playbook.",
    ),
    "own-manager": Entry(
        "A rep is named as their own manager, or as that of an earlier time.",
        "Name who leads them. If nobody does, leave the manager of a manager out: their own deals then wait.",
    ),
    "ruled-when-closed": Entry(
        "The deal was already closed on the day of the decision, so there was nothing to decide.",
        "Correct the opportunity or the date, or remove the decision. A closed deal can be marked dead only "
        "if it's gone from the CRM's export and still in the cold file.",
    ),
    "conflicting-rulings": Entry(
        "One deal has two manager decisions on the same day, so it's unclear which one counts.",
        "Keep the right one, or correct the date of the other.",
    ),
    "impossible-time": Entry(
        "A follow-up block ends before it starts.",
        "Correct start or end.",
    ),
    "stage-missing": Entry(
        "An open opportunity is in no stage.",
        "Add its stage. Only closed opportunities can do without.",
    ),
    "closed-while-open": Entry(
        "The opportunity has a closed_on date, but its status is open.",
        "Change the status, or remove closed_on. The expected date is close_date.",
    ),
    "own-currency": Entry(
        "There's a rate for the team's own currency, which is always 1.",
        "Remove it, or correct the team's currency.",
    ),
    "unknown-locale": Entry(
        "This isn't a known locale.",
        "Use one such as en_GB: the language in small letters, then the country in capitals.",
    ),
    "unknown-time-zone": Entry(
        "There's no time zone with this name.",
        "Use the IANA name: region, slash, city, such as Europe/Dublin.",
    ),
    "unknown-country": Entry(
        "The public holidays of this country, or this part of it, are unknown.",
        "Use the country's ISO code, such as IE, and the part's, such as BY for Bavaria in DE; or leave them "
        "out and list "
        "the days off under holidays.",
    ),
    "no-working-day": Entry(
        "Every day of the week is a day off, so nothing could ever be due.",
        "Remove your working days from weekend.",
    ),
    # Rules
    "unknown-fact": Entry(
        "The check uses a fact that doesn't exist.",
        "Correct the name, or look it up under Facts.",
    ),
    "wrong-comparison": Entry(
        "The fact can't be compared like this: dates take on_or_after and on_or_before, numbers at_least, at_most and "
        "equals, flags equals, words one_of.",
        "Use one of the comparisons in the message.",
    ),
    "empty-condition": Entry(
        "A condition compares nothing.",
        "Add what to compare with, such as {at_least: 1}, or remove the condition.",
    ),
    "stages-twice": Entry(
        "A check says twice which stages it applies to: with stages, and with from_stage or to_stage.",
        "Keep from_stage and to_stage if you mean all stages from one to another, including new ones; otherwise keep "
        "stages.",
    ),
    "stages-in-wrong-order": Entry(
        "A check's to_stage comes before its from_stage, so it would look at no stage at all.",
        "Swap the two, or correct the order of the stages in stages.yml.",
    ),
    "duplicate-role": Entry(
        "Two stages have one role, so nobody could say which of them a check means.",
        "Leave the role with one of the two.",
    ),
    "weight-missing": Entry(
        "A severity has no weight, so its checks can't be scored.",
        "Add the weight to scoring.yml. 0 leaves these checks out of scores.",
    ),
    "unknown-placeholder": Entry(
        "A talk track has a placeholder that no page can fill in.",
        "Use one of the placeholders in the message, or remove the braces.",
    ),
    # Import from a CRM
    "mapping-rule": Entry(
        "The mapping contradicts itself: two sources for one value, or a value the field doesn't take.",
        "Change this part as the message says. The guide Import from a CRM shows each part.",
    ),
    "mapping-extends": Entry(
        "The mapping extends one that can't be found, or that extends it in turn.",
        "Name a built-in mapping, or the path of a file relative to this one.",
    ),
    "csv-syntax": Entry(
        "The file isn't valid CSV from this line on: usually a quote is opened and never closed.",
        "Export the file again. If it uses another delimiter, name it in the mapping: delimiter.",
    ),
    "sheet-missing": Entry(
        "The workbook has no sheet with the mapping's name, or more than one sheet or none has its columns.",
        "Name the sheet in the mapping: source: {sheet: …}.",
    ),
    "number-not-exact": Entry(
        "A column the mapping uses has numbers with more digits than a workbook keeps exactly, usually ids.",
        "Format the column as text before you export it, or export the file as CSV.",
    ),
    "csv-limit": Entry(
        "The file has more columns, or a longer line or cell, than any export has.",
        "Check that it's the right file. Usually a quote is opened and never closed, or the file has no line breaks.",
    ),
    "csv-encoding": Entry(
        "The file isn't in the encoding the mapping names; or the mapping names none, and the encoding can't "
        "be told for "
        "certain.",
        "Name the encoding in the mapping, such as cp1252 for a file saved by Excel, or export the file as UTF-8.",
    ),
    "export-format": Entry(
        "The import doesn't read this kind of file: an archive, a web page, or something other than its name says.",
        "Unpack it, or export it again: CSV, JSON, Excel and Parquet are read.",
    ),
    "reader-missing": Entry(
        "The package that reads this kind of file isn't installed.",
        "Install the package in the message, or export the file as CSV.",
    ),
    "crm-record": Entry(
        "A record of an earlier import, in the pipeline's folder crm, has a line that no import writes.",
        "Restore the file from git. Without it the next import can't tell who changed what, and the rules "
        "under keep decide.",
    ),
    "json-syntax": Entry(
        "The file isn't valid JSON from here on: usually it was cut off or edited by hand.",
        "Export the file again.",
    ),
    "json-record": Entry(
        "One of the records isn't a record: it's a single value or a list.",
        "Export the file again, or remove it.",
    ),
    "json-key-twice": Entry(
        "A record has the same field twice, so it's unclear which value counts.",
        "Export the file again, or remove one of the two.",
    ),
    "json-not-whole": Entry(
        "The file is only one page of the export, so records are missing.",
        "Export all pages. You can give Salesforce's as several files at once; join others into one list.",
    ),
    "csv-cells": Entry(
        "The row has more or fewer cells than the first line of the file.",
        "Export the file again, or fix the row: usually text with a comma isn't in quotes, or the line isn't data.",
    ),
    "csv-column": Entry(
        "A column the mapping names is missing from the file, or is there twice.",
        "Correct the column's name in the mapping, or add the column to the export.",
    ),
    "csv-word": Entry(
        "The CRM uses a value that isn't in the mapping. It isn't guessed.",
        "Add the value to stages, or to the values of this field, in the mapping, or correct it in the CRM.",
    ),
    "csv-value": Entry(
        "The field can't take the value in this cell.",
        "Correct it in the CRM, or map the field to another column.",
    ),
    "csv-day-order": Entry(
        "It's unclear whether the day or the month comes first in a date, or two dates contradict each "
        "other. Nothing is "
        "guessed.",
        "Add the date format to the mapping, such as source: {dates: DD/MM/YYYY}, or export dates as YYYY-MM-DD.",
    ),
    "csv-date-layout": Entry(
        "A whole column of dates is written in a layout that nobody can be sure of, such as years with two digits, or "
        "days counted from a first one. Nothing is guessed.",
        "Name the layout in the mapping, such as source: {dates: DD/MM/YY}, or export the dates as YYYY-MM-DD.",
    ),
    "csv-decimal": Entry(
        "It's unclear whether a point or a comma comes before the decimals of an amount, or two amounts "
        "contradict each "
        "other. Nothing is guessed.",
        'Add it to the mapping, such as source: {decimal: ",", thousands: "."}.',
    ),
    "csv-look-up": Entry(
        "The word isn't in the file where its value is looked up.",
        "Add it to that file, say in the mapping, with aliases, which word is meant, or name under first what counts "
        "in its place.",
    ),
    "csv-two-meant": Entry(
        "Two entries in the team's own file have this name, so it's unclear which one is meant.",
        "Map the name to an id in the mapping, with aliases, or give one of the two another name.",
    ),
    "csv-name": Entry(
        "This name has no letters or digits, so no id can be made from it.",
        "Correct the name in the CRM, or give it another one in the mapping with aliases.",
    ),
    "csv-twice": Entry(
        "Two rows have the same name and contradict each other.",
        "Remove one of the rows, or correct it.",
    ),
    "rejects-alone": Entry(
        "You gave a file of rejected rows without the export its rows come from.",
        "Give both, as the message shows. The rows you fixed then replace those in the export.",
    ),
    "rejects-columns": Entry(
        "The file of rejected rows no longer has the columns of the export.",
        "Fix the cells, and leave the columns, their names and their order as they were. If the export "
        "has other columns "
        "by now, import it again without this file.",
    ),
    "rejects-not-found": Entry(
        "A rejected row is for one that has changed in the export, or that another rejected row is already for.",
        "Exported again? Import that without the file of rejected rows. Otherwise leave the columns in "
        "brackets at the start "
        "of each row as they were, and give each row once.",
    ),
    "rejects-mended": Entry(
        "Somebody fixed rows in a file of rejected rows, and you didn't give that file, so their work would be lost.",
        "Give it along with the export, or remove it if it's no longer needed.",
    ),
    # Writing
    "list-in-brackets": Entry(
        "The list is in brackets, so no entry can be added at its end.",
        "Put each entry on its own line, starting with a dash, or add the new one by hand.",
    ),
    "cannot-rename": Entry(
        "A rule can't get this id: there is no such rule, the new id is taken, or it is no id.",
        "Correct the ids in the command; the message says what's wrong.",
    ),
    "cannot-append": Entry(
        "An entry added at the end of the file would change what's already there.",
        "Add it by hand. Usually the last text in the file keeps blank lines at its end.",
    ),
    "in-the-way": Entry(
        "There's something where the build would write, and no build has written it.",
        "Move it away, or build into another folder. The build never overwrites what you wrote by hand.",
    ),
    "cannot-write": Entry(
        "The file can't be written: the disk is full, or you have no permission for the folder.",
        "Free up space, check the permissions, or build into another folder.",
    ),
    # Rule tests
    "unknown-deal": Entry(
        "A rule test expects something of a deal it doesn't have.",
        "Name one of the deals under deals, or add the deal.",
    ),
    "unknown-situation": Entry(
        "A rule test expects a situation the playbook doesn't have.",
        "Use an id from situations.yml, or none.",
    ),
    "test-failed": Entry(
        "The playbook says something else about a rule test's deal than the test expects.",
        "Look at the facts that decided it, then correct the rule or the test.",
    ),
    "shown-though-impossible": Entry(
        "A rule test shows an outcome that the tests call impossible.",
        "Take it out of impossible, or fix the test.",
    ),
    "cannot-record": Entry(
        "The newest snapshot doesn't hold the deal, or replacing its names and texts would change what comes out.",
        "Name a deal of the newest snapshot. If it's there, write the test by hand.",
    ),
    "unused-survivor": Entry(
        "A list of changes no test notices names one that a test does notice, or that isn't there.",
        "Take it off the list, or copy it as the command tells it.",
    ),
    # A cluster
    "dask-not-installed": Entry(
        "The command names a Dask scheduler, but Dask isn't installed with this package.",
        "Install it as the message says, or leave the option out to use this machine.",
    ),
    "no-cluster": Entry(
        "No scheduler answers at the address, or the scheduler has no worker.",
        "Start the scheduler and workers, and check address, firewall and TLS settings. Or leave the option "
        "out to use this "
        "machine.",
    ),
    "worker-differs": Entry(
        "A worker has a different Python, libraries or version of this package than the machine that builds. "
        "Its results "
        "might differ.",
        "Install the same commit and the pins in requirements/ on the worker, and restart it.",
    ),
    "cluster-lost": Entry(
        "The same work was lost several times: the scheduler went away, or workers died on it.",
        "Check the workers' logs. Usually they need more memory, or the scheduler was stopped.",
    ),
}
