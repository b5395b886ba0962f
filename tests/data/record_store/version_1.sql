-- The tables of a laptop's copy as the first release made them. Never changed: copies of that time must still open.
CREATE TABLE log (
	"row" INTEGER NOT NULL,
	file TEXT NOT NULL,
	number INTEGER,
	id BLOB NOT NULL,
	kind TEXT NOT NULL,
	record BLOB NOT NULL,
	head BLOB NOT NULL,
	hash_of_body BLOB NOT NULL,
	salt BLOB,
	body BLOB,
	mark TEXT NOT NULL,
	sent INTEGER NOT NULL,
	PRIMARY KEY ("row"),
	UNIQUE (file, id)
);

CREATE INDEX log_unsent ON log (file, "row") WHERE sent = 0;

CREATE INDEX log_by_record ON log (file, kind, record);

CREATE TABLE seals (
	file TEXT NOT NULL,
	device TEXT NOT NULL,
	number INTEGER NOT NULL,
	first INTEGER NOT NULL,
	seal BLOB NOT NULL,
	changes BLOB NOT NULL,
	marks BLOB NOT NULL,
	PRIMARY KEY (file, device, number)
);

CREATE TABLE outgoing (
	file TEXT NOT NULL,
	seal BLOB NOT NULL,
	changes BLOB NOT NULL,
	PRIMARY KEY (file)
);

CREATE TABLE files (
	file TEXT NOT NULL,
	epoch INTEGER NOT NULL,
	number INTEGER NOT NULL,
	digest BLOB NOT NULL,
	synced TEXT NOT NULL,
	looked INTEGER NOT NULL,
	PRIMARY KEY (file)
);

CREATE TABLE current (
	id INTEGER NOT NULL,
	file TEXT NOT NULL,
	kind TEXT NOT NULL,
	record BLOB NOT NULL,
	presence TEXT NOT NULL,
	in_two_versions INTEGER NOT NULL,
	content BLOB NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (file, kind, record)
);

CREATE INDEX current_by_kind ON current (kind, file);

CREATE INDEX current_two ON current (file) WHERE in_two_versions = 1;

CREATE TABLE set_aside (
	file TEXT NOT NULL,
	id BLOB NOT NULL,
	head BLOB NOT NULL,
	salt BLOB NOT NULL,
	body BLOB NOT NULL,
	reason TEXT NOT NULL,
	since TEXT NOT NULL,
	PRIMARY KEY (file, id)
);

CREATE TABLE drafts (
	name TEXT NOT NULL,
	file TEXT NOT NULL,
	what TEXT NOT NULL,
	content BLOB NOT NULL,
	begun TEXT NOT NULL,
	changed TEXT NOT NULL,
	PRIMARY KEY (name)
);

CREATE TABLE pieces (
	name TEXT NOT NULL,
	file TEXT NOT NULL,
	sent INTEGER NOT NULL,
	PRIMARY KEY (name)
);

CREATE INDEX pieces_unsent ON pieces (file) WHERE sent = 0;

CREATE TABLE remembered (
	name TEXT NOT NULL,
	file TEXT NOT NULL,
	stamp TEXT NOT NULL,
	content BLOB NOT NULL,
	PRIMARY KEY (name, file)
);

CREATE TABLE settings (
	name TEXT NOT NULL,
	content BLOB NOT NULL,
	PRIMARY KEY (name)
);

CREATE VIRTUAL TABLE found USING fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3');

CREATE TRIGGER log_is_never_changed BEFORE UPDATE OF file, id, kind, record, head, hash_of_body ON log BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;

