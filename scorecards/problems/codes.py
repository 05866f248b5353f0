"""Every code that a problem can have: what it means and what to do.  The reference page of errors is made from it."""

from typing import NamedTuple


class Entry(NamedTuple):
    """What a code means, and what to do about it."""

    meaning: str
    cure: str


CODES: dict[str, Entry] = {
    # Files
    "file-missing": Entry(
        "A file that the build needs is not there.",
        "Create it, or check the folder that you named on the command line.",
    ),
    "file-unreadable": Entry(
        "The file is there, but it cannot be opened.",
        "Look at its permissions, and close programs that lock it.",
    ),
    "leads-outside": Entry(
        "A link stands in place of a file or a folder, and leads out of the project.",
        "Copy it into the project; or name the place where it lies on the command line, such as with --pipeline.",
    ),
    "unknown-file": Entry(
        "A YAML file stands in the folder of the playbook, and no part of the playbook has its name or its place.",
        "Give it the name of the part that it is, or move it away. All checks stand side by side in the folder checks.",
    ),
    "not-a-file": Entry(
        "A folder, or something else that is no plain file, stands where a file is due.",
        "Move it away, and put the file in its place.",
    ),
    "folder-missing": Entry(
        "A folder that the build needs is not there.",
        "Create it, or check the folder that you named on the command line.",
    ),
    "not-a-folder": Entry(
        "A file stands where a folder is due.",
        "Move it away, and create the folder in its place.",
    ),
    "wrong-file-name": Entry(
        "The name of the file does not fit: it is nearly the name of another one, ends in .yaml, or differs from the "
        "id or the day that stands in the file.",
        "Rename the file, or change what stands in it. Files end in .yml; a check is named after its id, a snapshot "
        "after its day.",
    ),
    "empty-playbook": Entry(
        "The playbook's folder holds no rules at all.",
        "Copy the playbook that ships with the product, then change it.",
    ),
    "no-checks": Entry(
        "The playbook has no checks, so nothing could be said of any opportunity.",
        "Put at least one check into the folder checks of the playbook, a file each.",
    ),
    "no-snapshot": Entry(
        "The pipeline has no snapshot, so there is nothing to review.",
        "Import one from your CRM, or write one into the folder snapshots of the pipeline.",
    ),
    "snapshot-twice": Entry(
        "A day has a snapshot in one file, and another one in a folder; nobody can say which of them counts.",
        "Look which of the two is right, and remove the other one.",
    ),
    "snapshot-empty": Entry(
        "The folder of a day is there, and no part of a snapshot is in it.",
        "Remove the folder, or put at least one file into it that ends in .yml.",
    ),
    "site-not-built": Entry(
        "The site builder refused the pages. Nothing was written: pages and site are those of the last good build.",
        "Read its message. It mostly names a page of your own in docs with a link that leads nowhere.",
    ),
    "folder-inside": Entry(
        "A folder that is written lies inside one whose pages are read, or the other way round.",
        "Name folders that stand side by side. Pages go into docs, or into a folder outside of it; the site never goes "
        "into docs.",
    ),
    # Text
    "not-utf-8": Entry(
        "The file is not written in UTF-8, so its letters cannot be told.",
        "Open it in an editor and save it again with the encoding UTF-8.",
    ),
    "control-character": Entry(
        "There is an invisible character in the text that no page could show. It comes along when text is copied.",
        "Delete it. Retyping the word around it is the quickest way.",
    ),
    "empty-file": Entry(
        "There is nothing in the file but blank lines and comments.",
        "Fill it, or take it back from the last version in git.",
    ),
    "too-large": Entry(
        "The file is larger than any team's data can be, or one list, one value or one line of it is.",
        "Look whether it is the right file. A snapshot may be split into a folder of parts; an import does that.",
    ),
    "too-many-problems": Entry(
        "So much is wrong with the file that not all of it is told.",
        "Mend what is told, and check again. Often one cause is behind all of it, such as the wrong file.",
    ),
    # YAML
    "yaml-syntax": Entry(
        "The file breaks the rules of YAML at this place or shortly before it.",
        "Look at the line, and at the one before: mostly the indentation is off, a quote is not closed, or a text with "
        "a colon needs quotes.",
    ),
    "duplicate-key": Entry(
        "A key stands twice in the same place, and only one of the two could count.",
        "Remove one of the two.",
    ),
    "key-not-text": Entry(
        "There is a blank, a list or a mapping where the name of a field is due.",
        "Write the name of the field before the colon. Put text that holds brackets or braces in quotes.",
    ),
    "alias": Entry(
        "The file uses an anchor or an alias, that is & or * before a word. They are not allowed, so that everything "
        "can be read where it stands.",
        "Write the value out. Put text that begins with & or * in quotes.",
    ),
    "tag": Entry(
        "The file uses a tag, that is ! before a value. Tags are not allowed: what a value is depends on its field.",
        "Remove the tag. Put text that begins with ! in quotes.",
    ),
    "several-documents": Entry(
        "The line --- begins a second document, and only one could count.",
        "Remove the line, or put the second part into a file of its own.",
    ),
    "too-deep": Entry(
        "There are far more levels inside each other than any of these files has.",
        "Look for brackets or dashes that are repeated by mistake.",
    ),
    # Fields
    "missing-key": Entry(
        "A field that is always needed is not there.",
        "Add it. The message says what it holds.",
    ),
    "unknown-key": Entry(
        "There is no field of this name here. It would be left out without a word, so it is refused.",
        "Correct the name, or look it up on the page of fields.",
    ),
    "blank-value": Entry(
        "The field is there, but blank, and it cannot be.",
        "Fill it in. Where the field may be absent, you can also remove it.",
    ),
    "wrong-type": Entry(
        "There is a single value where a list or fields are due, or the other way round.",
        "Look up on the page of fields how this one is written.",
    ),
    "wrong-form": Entry(
        "The text is not written in the way that this field needs.",
        "Write it as the message says.",
    ),
    "too-long": Entry(
        "The text is longer than this field takes.",
        "Shorten it.",
    ),
    "unknown-word": Entry(
        "The field takes one of a few words, and this is none of them.",
        "Write one of the words that the message lists.",
    ),
    "not-a-date": Entry(
        "There is no such day, or it is written in another way.",
        "Write year, month and day with hyphens, such as 2026-11-16. Leave the field blank where the day is not known.",
    ),
    "not-a-number": Entry(
        "This is no number, or it is written with currency, spaces or other marks.",
        "Write digits alone, with a point before decimals, such as 48000 or 1200.50.",
    ),
    "not-true-or-false": Entry(
        "The field takes true or false, or yes or no.",
        "Write one of these. Leave the field out where it is not known.",
    ),
    "out-of-range": Entry(
        "The number is too small or too large for this field.",
        "Write a number within the bounds that the message names.",
    ),
    # Ids and references
    "duplicate-id": Entry(
        "Two entries have the same id, so nobody could tell which of them is meant.",
        "Give one of them another id, or remove it where it stands there by mistake.",
    ),
    "unknown-rep": Entry(
        "The owner, or the person who picks, is no rep in team.yml.",
        "Correct the id, or add the rep to team.yml. A rep without an id has the name's: Ana Lima is ana-lima.",
    ),
    "unknown-manager": Entry(
        "The manager is none in team.yml.",
        "Correct the id, or add the manager to team.yml. A manager without an id has the name's.",
    ),
    "unknown-territory": Entry(
        "There is no territory with this id in team.yml.",
        "Correct the id, or add the territory to team.yml.",
    ),
    "unknown-account": Entry(
        "There is no account with this id in accounts.yml.",
        "Correct the id, or add the account. Without a file accounts.yml, any account may be named.",
    ),
    "near-account": Entry(
        "The export names an account that is nearly one on file, or nearly another new one: one letter apart, or alike "
        "but for spaces and signs. It could be the same company.",
        "Where both are one, write the other spelling under known_as of that account. Where they are two, add the line "
        "that the message shows.",
    ),
    "unknown-stage": Entry(
        "The playbook has no stage with this id.",
        "Correct the id, or add the stage to stages.yml. The CRM's own word for it goes into crm_stage.",
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
        "A check is named that is in no file of the folder checks.",
        "Correct the name, or write the check.",
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
        "An id is defined to which nothing refers, and several places refer to one that is nearly the same and that "
        "nothing defines.",
        "Mostly the definition is misspelt: correct it there. Otherwise correct each of the places that refer to it.",
    ),
    "unknown-opportunity": Entry(
        "There is no opportunity with this id in the snapshot.",
        "Correct the id, or take the other opportunity into the snapshot too.",
    ),
    "circle": Entry(
        "Opportunities are said to have started over from each other in a circle.",
        "Correct restarted_from: it names the older opportunity.",
    ),
    "too-many-picks": Entry(
        "A rep picks more than two deals to bring to an end in one week.",
        "Keep the two that matter most. The others stay on the scorecard.",
    ),
    "picked-twice": Entry(
        "A rep picks the same deal twice in one week.",
        "Remove one of the two.",
    ),
    "not-their-opportunity": Entry(
        "A rep picks a deal that was somebody else's in that week.",
        "Correct the rep or the opportunity. Reps pick among their own deals.",
    ),
    "picked-when-closed": Entry(
        "A rep picks a deal that was closed before the week began.",
        "Pick an open one, or correct the week. What became of an earlier pick is told by itself.",
    ),
    "picked-when-ruled": Entry(
        "A rep picks a deal that the manager ruled lost or dead before the week began.",
        "Close it in the CRM, and pick another one. A ruling stands until the deal is closed and opened again.",
    ),
    # People
    "same-page-name": Entry(
        "Two people would have the same page, since ids come from names where none is given.",
        "Give one of the two another id in team.yml. A manager who owns deals has one id and one name in both lists.",
    ),
    "reserved-page-name": Entry(
        "The person's page would have the name of a page that is there anyway, or one that some computers cannot keep.",
        "Give the person another id in team.yml.",
    ),
    "nearly-a-rep": Entry(
        "A step of ours is done by somebody whom nobody knows, and who is one letter off a rep of the team. So the rep "
        "would not see the step.",
        "Correct the rep's id or name. Where somebody else is meant, write more of the name, such as the job: "
        "Anna Lima (engineer).",
    ),
    "no-page-name": Entry(
        "No name for a page can be made of this name, since it holds no letters or digits.",
        "Give the person an id in team.yml.",
    ),
    # What cannot be
    "impossible-date": Entry(
        "Two days contradict each other: something happened after the day of the snapshot, or before it could.",
        "Correct the one that is wrong. Only what is planned can lie after the day of the snapshot.",
    ),
    "nothing-carried": Entry(
        "carried_from says of something that it was carried on, and this opportunity does not hold it.",
        "Remove that key, or write down again what was carried on.",
    ),
    "nobody-to-watch": Entry(
        "A deal is to wake when somebody leaves or changes role, and nobody is named.",
        "Add the person's name under person, as it stands among the contacts, or remove change.",
    ),
    "ruling-incomplete": Entry(
        "A ruling says less than it must: all but active need a reason, and stalled needs the day to look again too.",
        "Add what the message names. What is called stalled, with no reason why it will move again, is lost or dead.",
    ),
    "action-or-none": Entry(
        "A ruling asks for something, and says too that nothing is to be done.",
        "Keep course_of_action, or no_action with the reason.",
    ),
    "unknown-action": Entry(
        "A step or a word in follow_ups.yml names something that no ruling on that deal asks for.",
        "Name the day of the ruling, such as 2026-11-05; where it asks for several things, add the number, /2.",
    ),
    "not-their-manager": Entry(
        "Only the rep's own manager on that day rules on the rep's deals.",
        "Let that manager rule. Where the rep changed teams, name the earlier manager, and until when, in team.yml.",
    ),
    "former-id-taken": Entry(
        "A rule's `formerly` names what a rule of its kind is called today, or what another one was called before.",
        "Leave it with the one rule that was renamed. Two rules that became one can't both keep their old ids there.",
    ),
    "own-manager": Entry(
        "A rep is named as their own manager, or as that of an earlier time.",
        "Name who leads them. Where nobody does, leave the manager of a manager out: their own deals then wait.",
    ),
    "ruled-when-closed": Entry(
        "The deal was closed already on the day of the ruling, so there was nothing to rule on.",
        "Correct the opportunity or the day, or remove the ruling. What is closed can be ruled dead only where it left "
        "the CRM's export and the cold file still holds it.",
    ),
    "conflicting-rulings": Entry(
        "There are two rulings on one deal of the same day, and nobody could tell which of them counts.",
        "Keep the one that counts, or correct the day of the other.",
    ),
    "impossible-time": Entry(
        "A block of time ends before it begins.",
        "Correct start or end.",
    ),
    "stage-missing": Entry(
        "An open opportunity is in no stage.",
        "Write the stage that it is in. Only closed opportunities can do without.",
    ),
    "closed-while-open": Entry(
        "The opportunity has a day on which it was closed, but its status is open.",
        "Change the status, or remove closed_on. The day by which you expect it to close is close_date.",
    ),
    "own-currency": Entry(
        "There is a rate for the team's own currency, which is always 1.",
        "Remove it, or correct the team's currency.",
    ),
    "unknown-locale": Entry(
        "No language and country are known by this name.",
        "Use one that is, such as en_GB: the language in small letters, then the country in capitals.",
    ),
    "unknown-time-zone": Entry(
        "There is no time zone of this name.",
        "Write it as the IANA list does: region, slash, city, such as Europe/Dublin.",
    ),
    "unknown-country": Entry(
        "The public holidays of this country, or of this part of it, are not known.",
        "Write the country's ISO code, such as IE, and the part's, such as BY for Bavaria in DE; or leave them out and "
        "list the free days under holidays.",
    ),
    "no-working-day": Entry(
        "Every day of the week is said to be without work, so nothing could ever be due.",
        "Take the days on which you work out of the weekend.",
    ),
    # Rules
    "unknown-fact": Entry(
        "The check asks for a fact that does not exist.",
        "Correct the name, or look it up on the page of facts.",
    ),
    "wrong-comparison": Entry(
        "The fact cannot be compared in this way: dates take on_or_after and on_or_before, numbers at_least, at_most "
        "and equals, flags equals, words one_of.",
        "Use one of the comparisons that the message names.",
    ),
    "empty-condition": Entry(
        "A condition compares nothing.",
        "Write what the fact is compared to, such as {at_least: 1}, or remove the condition.",
    ),
    "stages-twice": Entry(
        "A check says twice which stages it looks at: by a list, and by the stage from which on.",
        "Keep from_stage where all later stages are meant too, so that a new stage is looked at too; else stages.",
    ),
    "weight-missing": Entry(
        "A severity has no weight, so checks of that severity could not be scored.",
        "Add the weight to scoring.yml. 0 leaves these checks out of scores.",
    ),
    "unknown-placeholder": Entry(
        "A talk track leaves something open that no page can fill in.",
        "Use one of the placeholders that the message names, or remove the braces.",
    ),
    # Import from a CRM
    "mapping-rule": Entry(
        "The mapping says something that cannot be: two sources for one value, or a word that the field does not take.",
        "Change this part of the mapping as the message says. The guide on imports shows how each part is written.",
    ),
    "mapping-extends": Entry(
        "The mapping extends one that cannot be found, or that extends it in turn.",
        "Name one of the mappings that come along, or the path of a file from this one.",
    ),
    "csv-syntax": Entry(
        "The file is no CSV from this line on: mostly a quote is opened and never closed.",
        "Export the file again. If the cells are divided by another character, name it in the mapping: delimiter.",
    ),
    "sheet-missing": Entry(
        "None of a workbook's sheets is the one that the mapping names, or more than one or none has its columns.",
        "Name the sheet in the mapping: source: {sheet: …}.",
    ),
    "number-not-exact": Entry(
        "A column that the mapping uses holds numbers with more digits than a workbook keeps exactly, mostly ids.",
        "Make the column one of text before you export it, or export the file as CSV.",
    ),
    "csv-limit": Entry(
        "The file has more columns, or a longer line or cell, than any export has.",
        "Look whether it is the right file. Mostly a quote is opened and never closed, or the file has no line breaks.",
    ),
    "csv-encoding": Entry(
        "The file is not written in the encoding that the mapping names; or the mapping names none, and it does not "
        "show for certain which one it is.",
        "Name the encoding in the mapping, such as cp1252 for a file saved by Excel, or export the file as UTF-8.",
    ),
    "export-format": Entry(
        "The file is of a kind that the import does not read: an archive, a web page, or something other than its name "
        "says.",
        "Unpack it, or export it again: CSV, JSON, Excel and Parquet are read.",
    ),
    "reader-missing": Entry(
        "The file is of a kind that can be read, but the package that reads it is not installed.",
        "Install the package that the message names, or export the file as CSV.",
    ),
    "crm-record": Entry(
        "A record of what the CRM said at an import, in the folder crm of the pipeline, holds a line that no import "
        "writes.",
        "Take the file from git as the import wrote it. Without it the next import cannot tell who changed what, and "
        "the rules under keep decide.",
    ),
    "json-syntax": Entry(
        "The file is no JSON from this place on: mostly it was cut off, or somebody changed it by hand.",
        "Export the file again.",
    ),
    "json-record": Entry(
        "Among the records stands something that is none: a single value, or a list.",
        "Export the file again, or remove what stands there.",
    ),
    "json-key-twice": Entry(
        "A record holds the same field twice, so nobody could tell which value counts.",
        "Export the file again, or remove one of the two.",
    ),
    "json-not-whole": Entry(
        "The file is one page of an answer that has more, so records are missing.",
        "Export all pages. Those of Salesforce can be given as several files at once; join others into one list.",
    ),
    "csv-cells": Entry(
        "The row has more or fewer cells than the first line of the file.",
        "Export the file again, or mend the row: mostly a text with a comma is not in quotes, or a line is no data.",
    ),
    "csv-column": Entry(
        "A column that the mapping names is not in the file, or is there twice.",
        "Correct the column's name in the mapping, or add the column to the export.",
    ),
    "csv-word": Entry(
        "The CRM uses a word that the mapping does not know, and nothing is guessed.",
        "Add the word to stages, or to the values of this field, in the mapping, or correct it in the CRM.",
    ),
    "csv-value": Entry(
        "The cell holds what the field cannot take.",
        "Correct it in the CRM, or map the field to another column.",
    ),
    "csv-day-order": Entry(
        "Nothing in the file shows for certain whether the day or the month comes first in a date, or two dates "
        "contradict each other. Nothing is guessed.",
        "Say in the mapping how dates are written, such as source: {dates: DD/MM/YYYY}, or export them as YYYY-MM-DD.",
    ),
    "csv-date-layout": Entry(
        "A whole column of dates is written in a layout that nobody can be sure of, such as years with two digits, or "
        "days counted from a first one. Nothing is guessed.",
        "Name the layout in the mapping, such as source: {dates: DD/MM/YY}, or export the dates as YYYY-MM-DD.",
    ),
    "csv-decimal": Entry(
        "Nothing in the file shows for certain whether a point or a comma stands before the decimals of an amount, "
        "or two amounts contradict each other. Nothing is guessed.",
        'Say it in the mapping, such as source: {decimal: ",", thousands: "."}.',
    ),
    "csv-look-up": Entry(
        "The word is not found in the other file in which its value is looked up.",
        "Add it to that file, say in the mapping, with aliases, which word is meant, or name under first what counts "
        "in its place.",
    ),
    "csv-two-meant": Entry(
        "Two in the team's own file have this name, so nobody could tell which of them is meant.",
        "Say in the mapping, with aliases, which id the name stands for, or give one of the two another name.",
    ),
    "csv-name": Entry(
        "No id can be made of this name, since it holds no letters or digits.",
        "Correct the name in the CRM, or give it another one in the mapping with aliases.",
    ),
    "csv-twice": Entry(
        "The same name stands in two rows that contradict each other.",
        "Remove one of the rows, or correct it.",
    ),
    "rejects-alone": Entry(
        "A file of rejected rows was given without the export that its rows come from.",
        "Give both, as the message shows. The rows that you mended then stand in the place of those in the export.",
    ),
    "rejects-columns": Entry(
        "The file of rejected rows no longer has the columns of the export.",
        "Mend what stands in the cells, and leave the columns, their names and their order as they were. Where the "
        "export has other columns by now, import it again without this file.",
    ),
    "rejects-not-found": Entry(
        "A row of the file of rejected rows stands for one that the export does not hold as it was, or that another "
        "row stands for already.",
        "Where you exported again, import that without the file of rejected rows. Otherwise leave the columns in "
        "brackets at the beginning of each row as they were, and give each row once.",
    ),
    "rejects-mended": Entry(
        "A file of rejected rows holds rows that somebody mended, and it was not given, so that their work would be "
        "lost.",
        "Give it along with the export, or remove it where it is no longer needed.",
    ),
    # Writing
    "list-in-brackets": Entry(
        "The list stands in brackets, so that no entry can be added at its end.",
        "Write its entries one below the other, each begun with a dash, or add the new one by hand.",
    ),
    "cannot-append": Entry(
        "An entry added at the end of the file would change what stands there already.",
        "Add it by hand. Mostly the last text of the file keeps blank lines at its end.",
    ),
    "in-the-way": Entry(
        "Something stands where the build would write, and no build has written it.",
        "Move it away, or build into another folder. What you wrote by hand is never overwritten.",
    ),
    "cannot-write": Entry(
        "The file cannot be written: the disk is full, or the folder is not yours to write in.",
        "Make room, look at the permissions, or build into another folder.",
    ),
    # A cluster
    "dask-not-installed": Entry(
        "The command names a Dask scheduler, and Dask is not installed beside this package.",
        "Install it as the message says, or leave the option out: then this machine does the work.",
    ),
    "no-cluster": Entry(
        "No scheduler answers at the address, or the scheduler has no worker.",
        "Start scheduler and workers, and look at address, firewall and TLS settings. Without the option this machine "
        "does the work.",
    ),
    "worker-differs": Entry(
        "A worker has another Python, other libraries or another version of this package than the machine that builds. "
        "What it made might differ.",
        "Install the same on the worker, and start it again: the same commit, and what requirements/ pins.",
    ),
    "cluster-lost": Entry(
        "The same work was lost several times, because the scheduler went away or workers died of it.",
        "Look at the logs of the workers. Mostly they need more memory, or the scheduler was stopped.",
    ),
}
