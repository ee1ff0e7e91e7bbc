BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_alembic_version PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE asked (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	document VARCHAR, 
	topic VARCHAR, 
	asked INTEGER, 
	CONSTRAINT pk_asked PRIMARY KEY ("row")
);
CREATE TABLE attribute (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	subject VARCHAR, 
	"of" VARCHAR, 
	name VARCHAR, 
	value TEXT, 
	wave VARCHAR, 
	CONSTRAINT pk_attribute PRIMARY KEY ("row")
);
INSERT INTO "attribute" VALUES('6c109e0d-95cf-570d-8f20-87fa630c80b4','000000000004.98949ee6678e.000000004.0000001','case','wisselspoor','pupils','312',NULL);
INSERT INTO "attribute" VALUES('e29be809-ec1a-5ed9-bd1d-0ad04144da6b','000000000004.98949ee6678e.000000004.0000002','case','wisselspoor','teachers','21','begin');
CREATE TABLE cases (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	name VARCHAR, 
	kind VARCHAR, 
	parent VARCHAR, 
	consent TEXT, 
	CONSTRAINT pk_cases PRIMARY KEY ("row")
);
INSERT INTO "cases" VALUES('wisselspoor','000000000004.98949ee6678e.000000004.0000000','Het Wisselspoor','school',NULL,'{}');
CREATE TABLE change (
	nr INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	replica VARCHAR NOT NULL, 
	seq INTEGER NOT NULL, 
	clock INTEGER NOT NULL, 
	who VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	verb VARCHAR NOT NULL, 
	message TEXT NOT NULL, 
	undoes VARCHAR(36), 
	force INTEGER NOT NULL, 
	CONSTRAINT pk_change PRIMARY KEY (nr), 
	CONSTRAINT uq_change_id UNIQUE (id)
);
INSERT INTO "change" VALUES(1,'01a20027-6619-7000-aff1-ef39b044c515','98949ee6678e',1,1,'noor','2026-11-21T22:08:31.769211+00:00','create','study studie',NULL,1);
INSERT INTO "change" VALUES(2,'01a20027-662b-7000-9aac-ee7eb080c5f6','98949ee6678e',2,2,'noor','2026-11-21T22:08:31.787720+00:00','add codebook','codebook klein 1.0.0',NULL,1);
INSERT INTO "change" VALUES(3,'01a20027-662e-7000-a83b-1f4eb06b72df','98949ee6678e',3,3,'noor','2026-11-21T22:08:31.790717+00:00','add waves','waves: 2 added',NULL,1);
INSERT INTO "change" VALUES(4,'01a20027-68bd-7000-a56c-2a421965edbc','98949ee6678e',4,4,'noor','2026-11-21T22:08:32.445671+00:00','add cases','cases: 1 added, 2 other values',NULL,1);
INSERT INTO "change" VALUES(5,'01a20027-68df-7000-a286-ef0ccf610643','98949ee6678e',5,5,'noor','2026-11-21T22:08:32.479511+00:00','add documents','documents: 1 added',NULL,1);
INSERT INTO "change" VALUES(6,'01a20027-68ec-7000-9c7c-2d9d46563565','98949ee6678e',6,6,'noor','2026-11-21T22:08:32.492584+00:00','add documents','documents: 1 added',NULL,1);
INSERT INTO "change" VALUES(7,'01a20027-690d-7000-9ce9-e7a92162d4e5','98949ee6678e',7,7,'noor','2026-11-21T22:08:32.525144+00:00','add codings','codings: 2 added',NULL,1);
INSERT INTO "change" VALUES(8,'01a20027-6919-7000-94e8-12132edbeeee','98949ee6678e',8,8,'noor','2026-11-21T22:08:32.537297+00:00','add coverage','coverage: 1 added',NULL,1);
CREATE TABLE codebook (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	name VARCHAR, 
	version VARCHAR, 
	book TEXT, 
	yaml TEXT, 
	CONSTRAINT pk_codebook PRIMARY KEY ("row")
);
INSERT INTO "codebook" VALUES('klein 1.0.0','000000000002.98949ee6678e.000000002.0000000','klein','1.0.0','{"name":"klein","version":"1.0.0","languages":["nl","en"],"facets":{"stand":{"key":"stand","values":["huidig","ambitie"],"required":false,"ordered":false}},"codes":[{"key":"regie","label":{"nl":"Regie"},"assignable":false,"exclusive":false,"unprompted":false},{"key":"zelfregie","label":{"nl":"Zelfregie"},"parent":"regie","assignable":true,"exclusive":false,"unprompted":false},{"key":"gedeeld","label":{"nl":"Gedeelde regie"},"parent":"regie","assignable":true,"exclusive":false,"unprompted":false},{"key":"ict","label":{"nl":"Ict"},"assignable":true,"exclusive":false,"unprompted":false}]}','codebook: klein
version: 1.0.0
languages: [nl, en]
facets:
  stand:
    values: [huidig, ambitie]
codes:

  - key: regie
    label: {nl: Regie}
    assignable: false
    codes:
      - key: zelfregie
        label: {nl: Zelfregie}
      - key: gedeeld
        label: {nl: Gedeelde regie}

  - key: ict
    label: {nl: Ict}
');
CREATE TABLE coding (
	nr INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	reading INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	word_start INTEGER NOT NULL, 
	word_end INTEGER NOT NULL, 
	facets VARCHAR NOT NULL, 
	created INTEGER NOT NULL, 
	CONSTRAINT pk_coding PRIMARY KEY (nr), 
	CONSTRAINT uq_coding_id UNIQUE (id)
);
INSERT INTO "coding" VALUES(1,'6d0eac79-4fe8-59d7-b398-a3eb9b7d4ff1',1,'zelfregie',26,49,6,10,'{"stand":"huidig"}',1795298912525144);
INSERT INTO "coding" VALUES(2,'1e0ea394-af21-522b-86e7-e54229035834',1,'ict',58,66,12,13,'',1795298912525144);
CREATE TABLE coverage (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	layer VARCHAR, 
	coder VARCHAR, 
	document VARCHAR, 
	round VARCHAR, 
	version VARCHAR, 
	codes TEXT, 
	state VARCHAR, 
	CONSTRAINT pk_coverage PRIMARY KEY ("row")
);
INSERT INTO "coverage" VALUES('e6023fd8-b9ea-5afc-90a6-386a93ecce99','000000000008.98949ee6678e.000000008.0000000','reading','A','8a48d382-0ff5-52ab-9b85-d9fea08b159a','main','1.0.0','[]','finished');
CREATE TABLE decision (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	document VARCHAR, 
	start INTEGER, 
	"end" INTEGER, 
	code TEXT, 
	decision TEXT, 
	reason TEXT, 
	rule TEXT, 
	CONSTRAINT pk_decision PRIMARY KEY ("row")
);
CREATE TABLE document (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	name VARCHAR, 
	file VARCHAR, 
	sha256 VARCHAR, 
	revision VARCHAR, 
	"case" VARCHAR, 
	wave VARCHAR, 
	kind VARCHAR, 
	instrument VARCHAR, 
	date VARCHAR, 
	language VARCHAR, 
	responsible VARCHAR, 
	study VARCHAR, 
	CONSTRAINT pk_document PRIMARY KEY ("row")
);
INSERT INTO "document" VALUES('8a48d382-0ff5-52ab-9b85-d9fea08b159a','000000000005.98949ee6678e.000000005.0000000','g1','g1.txt','daacbb01fba89c2d9abfbe17c60f0005384511af623fc5a4e113d4fd9eb16ab3','daacbb01fba89c2d9abfbe17c60f0005384511af623fc5a4e113d4fd9eb16ab3','wisselspoor','begin','interview',NULL,NULL,NULL,NULL,'studie');
INSERT INTO "document" VALUES('2ff81e7d-596a-54c9-a42c-9d55120063ff','000000000006.98949ee6678e.000000006.0000000','g2','g2.txt','46ad0357836fa375d102f36a434d92135aae61f2fc9febc8382fdce057bffe23','46ad0357836fa375d102f36a434d92135aae61f2fc9febc8382fdce057bffe23','wisselspoor','begin','interview',NULL,NULL,NULL,NULL,'studie');
CREATE TABLE forgotten (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	what VARCHAR, 
	"of" VARCHAR, 
	spans TEXT, 
	at VARCHAR, 
	CONSTRAINT pk_forgotten PRIMARY KEY ("row")
);
CREATE TABLE freeze (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	state TEXT, 
	at VARCHAR, 
	CONSTRAINT pk_freeze PRIMARY KEY ("row")
);
CREATE TABLE mark (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	coder VARCHAR, 
	kind VARCHAR, 
	document VARCHAR, 
	"of" VARCHAR, 
	value VARCHAR, 
	CONSTRAINT pk_mark PRIMARY KEY ("row")
);
CREATE TABLE memo (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	about VARCHAR, 
	"of" VARCHAR, 
	coder VARCHAR, 
	document VARCHAR, 
	text TEXT, 
	created VARCHAR, 
	revision VARCHAR(64), 
	start INTEGER, 
	"end" INTEGER, 
	author VARCHAR, 
	resolved INTEGER, 
	CONSTRAINT pk_memo PRIMARY KEY ("row")
);
CREATE TABLE meta (
	"key" VARCHAR NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_meta PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('study','studie');
INSERT INTO "meta" VALUES('qualcode','0.1.0');
INSERT INTO "meta" VALUES('replica','98949ee6678e');
INSERT INTO "meta" VALUES('home','c16c070753cd289305341385');
CREATE TABLE op (
	change INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	"row" VARCHAR NOT NULL, 
	op VARCHAR(6) NOT NULL, 
	data TEXT, 
	saw TEXT, 
	CONSTRAINT pk_op PRIMARY KEY (change, place), 
	CONSTRAINT fk_op_change_change FOREIGN KEY(change) REFERENCES change (nr)
)
 WITHOUT ROWID

;
INSERT INTO "op" VALUES(1,0,'study','studie','add','{"name":"studie"}',NULL);
INSERT INTO "op" VALUES(2,0,'codebook','klein 1.0.0','add','{"name":"klein","version":"1.0.0","book":{"name":"klein","version":"1.0.0","languages":["nl","en"],"facets":{"stand":{"key":"stand","values":["huidig","ambitie"],"required":false,"ordered":false}},"codes":[{"key":"regie","label":{"nl":"Regie"},"assignable":false,"exclusive":false,"unprompted":false},{"key":"zelfregie","label":{"nl":"Zelfregie"},"parent":"regie","assignable":true,"exclusive":false,"unprompted":false},{"key":"gedeeld","label":{"nl":"Gedeelde regie"},"parent":"regie","assignable":true,"exclusive":false,"unprompted":false},{"key":"ict","label":{"nl":"Ict"},"assignable":true,"exclusive":false,"unprompted":false}]},"yaml":"codebook: klein\nversion: 1.0.0\nlanguages: [nl, en]\nfacets:\n  stand:\n    values: [huidig, ambitie]\ncodes:\n\n  - key: regie\n    label: {nl: Regie}\n    assignable: false\n    codes:\n      - key: zelfregie\n        label: {nl: Zelfregie}\n      - key: gedeeld\n        label: {nl: Gedeelde regie}\n\n  - key: ict\n    label: {nl: Ict}\n"}',NULL);
INSERT INTO "op" VALUES(3,0,'wave','begin','add','{"name":"begin","place":0}',NULL);
INSERT INTO "op" VALUES(3,1,'wave','eind','add','{"name":"eind","place":1}',NULL);
INSERT INTO "op" VALUES(4,0,'cases','wisselspoor','add','{"name":"Het Wisselspoor","kind":"school","parent":null,"consent":{}}',NULL);
INSERT INTO "op" VALUES(4,1,'attribute','6c109e0d-95cf-570d-8f20-87fa630c80b4','add','{"subject":"case","of":"wisselspoor","name":"pupils","value":312,"wave":null}',NULL);
INSERT INTO "op" VALUES(4,2,'attribute','e29be809-ec1a-5ed9-bd1d-0ad04144da6b','add','{"subject":"case","of":"wisselspoor","name":"teachers","value":21,"wave":"begin"}',NULL);
INSERT INTO "op" VALUES(5,0,'document','8a48d382-0ff5-52ab-9b85-d9fea08b159a','add','{"name":"g1","file":"g1.txt","sha256":"daacbb01fba89c2d9abfbe17c60f0005384511af623fc5a4e113d4fd9eb16ab3","revision":"daacbb01fba89c2d9abfbe17c60f0005384511af623fc5a4e113d4fd9eb16ab3","case":"wisselspoor","wave":"begin","kind":"interview","study":"studie"}',NULL);
INSERT INTO "op" VALUES(5,1,'revision','8a48d382-0ff5-52ab-9b85-d9fea08b159a:daacbb01fba89c2d9abfbe17c60f0005384511af623fc5a4e113d4fd9eb16ab3','add','{"document":"8a48d382-0ff5-52ab-9b85-d9fea08b159a","text":"daacbb01fba89c2d9abfbe17c60f0005384511af623fc5a4e113d4fd9eb16ab3","before":null,"convention":"label with colon","turns":[[1,3,21,"I",1,null,0],[2,26,67,"R1",1,null,22],[3,71,76,"I",2,null,68],[4,81,126,"R1",2,null,77]],"intake":{"kept":{"lines":4},"changed":[],"left_out":[]}}',NULL);
INSERT INTO "op" VALUES(5,2,'speaker','89c4f533-4838-52ac-a929-2de136262a0d','add','{"document":"8a48d382-0ff5-52ab-9b85-d9fea08b159a","label":"I","role":"interviewer","person":null,"case":null}',NULL);
INSERT INTO "op" VALUES(5,3,'speaker','aac31116-a927-5e81-be0b-18624ec51a68','add','{"document":"8a48d382-0ff5-52ab-9b85-d9fea08b159a","label":"R1","role":"respondent","person":null,"case":null}',NULL);
INSERT INTO "op" VALUES(6,0,'document','2ff81e7d-596a-54c9-a42c-9d55120063ff','add','{"name":"g2","file":"g2.txt","sha256":"46ad0357836fa375d102f36a434d92135aae61f2fc9febc8382fdce057bffe23","revision":"46ad0357836fa375d102f36a434d92135aae61f2fc9febc8382fdce057bffe23","case":"wisselspoor","wave":"begin","kind":"interview","study":"studie"}',NULL);
INSERT INTO "op" VALUES(6,1,'revision','2ff81e7d-596a-54c9-a42c-9d55120063ff:46ad0357836fa375d102f36a434d92135aae61f2fc9febc8382fdce057bffe23','add','{"document":"2ff81e7d-596a-54c9-a42c-9d55120063ff","text":"46ad0357836fa375d102f36a434d92135aae61f2fc9febc8382fdce057bffe23","before":null,"convention":"label with colon","turns":[[1,3,19,"I",1,null,0],[2,24,47,"R1",1,null,20]],"intake":{"kept":{"lines":2},"changed":[],"left_out":[]}}',NULL);
INSERT INTO "op" VALUES(6,2,'speaker','4825e773-b5be-56f5-9518-e180d9b6b7d3','add','{"document":"2ff81e7d-596a-54c9-a42c-9d55120063ff","label":"I","role":"interviewer","person":null,"case":null}',NULL);
INSERT INTO "op" VALUES(6,3,'speaker','f622006e-8f2d-5119-ac29-29730f794c6d','add','{"document":"2ff81e7d-596a-54c9-a42c-9d55120063ff","label":"R1","role":"respondent","person":null,"case":null}',NULL);
INSERT INTO "op" VALUES(7,0,'coding','6d0eac79-4fe8-59d7-b398-a3eb9b7d4ff1','add','{"reading":"52e47471-1344-5609-8e8d-cd7a8435bcf3","code":"zelfregie","start":26,"end":49,"facets":{"stand":"huidig"}}',NULL);
INSERT INTO "op" VALUES(7,1,'coding','1e0ea394-af21-522b-86e7-e54229035834','add','{"reading":"52e47471-1344-5609-8e8d-cd7a8435bcf3","code":"ict","start":58,"end":66}',NULL);
INSERT INTO "op" VALUES(8,0,'coverage','e6023fd8-b9ea-5afc-90a6-386a93ecce99','add','{"layer":"reading","coder":"A","document":"8a48d382-0ff5-52ab-9b85-d9fea08b159a","round":"main","version":"1.0.0","codes":[],"state":"finished"}',NULL);
CREATE TABLE person (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	"case" VARCHAR, 
	functions TEXT, 
	consent TEXT, 
	CONSTRAINT pk_person PRIMARY KEY ("row")
);
CREATE TABLE quote (
	coding VARCHAR(36) NOT NULL, 
	body TEXT NOT NULL, 
	CONSTRAINT pk_quote PRIMARY KEY (coding)
)
 WITHOUT ROWID

;
INSERT INTO "quote" VALUES('1e0ea394-af21-522b-86e7-e54229035834','weektaak');
INSERT INTO "quote" VALUES('6d0eac79-4fe8-59d7-b398-a3eb9b7d4ff1','De kinderen kiezen zelf');
CREATE TABLE reading (
	nr INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	layer VARCHAR NOT NULL, 
	coder VARCHAR NOT NULL, 
	round VARCHAR NOT NULL, 
	version VARCHAR NOT NULL, 
	origin VARCHAR NOT NULL, 
	document VARCHAR NOT NULL, 
	revision VARCHAR NOT NULL, 
	CONSTRAINT pk_reading PRIMARY KEY (nr), 
	CONSTRAINT uq_reading_id UNIQUE (id)
);
INSERT INTO "reading" VALUES(1,'52e47471-1344-5609-8e8d-cd7a8435bcf3','reading','A','main','1.0.0','imported','8a48d382-0ff5-52ab-9b85-d9fea08b159a','daacbb01fba89c2d9abfbe17c60f0005384511af623fc5a4e113d4fd9eb16ab3');
CREATE TABLE revision (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	document VARCHAR, 
	text VARCHAR(64), 
	"before" VARCHAR(64), 
	convention VARCHAR, 
	words INTEGER, 
	turns TEXT, 
	intake TEXT, 
	aligned TEXT, 
	CONSTRAINT pk_revision PRIMARY KEY ("row")
);
INSERT INTO "revision" VALUES('8a48d382-0ff5-52ab-9b85-d9fea08b159a:daacbb01fba89c2d9abfbe17c60f0005384511af623fc5a4e113d4fd9eb16ab3','000000000005.98949ee6678e.000000005.0000001','8a48d382-0ff5-52ab-9b85-d9fea08b159a','daacbb01fba89c2d9abfbe17c60f0005384511af623fc5a4e113d4fd9eb16ab3',NULL,'label with colon',26,'[[1,3,21,"I",1,null,0],[2,26,67,"R1",1,null,22],[3,71,76,"I",2,null,68],[4,81,126,"R1",2,null,77]]','{"kept":{"lines":4},"changed":[],"left_out":[]}',NULL);
INSERT INTO "revision" VALUES('2ff81e7d-596a-54c9-a42c-9d55120063ff:46ad0357836fa375d102f36a434d92135aae61f2fc9febc8382fdce057bffe23','000000000006.98949ee6678e.000000006.0000001','2ff81e7d-596a-54c9-a42c-9d55120063ff','46ad0357836fa375d102f36a434d92135aae61f2fc9febc8382fdce057bffe23',NULL,'label with colon',9,'[[1,3,19,"I",1,null,0],[2,24,47,"R1",1,null,20]]','{"kept":{"lines":2},"changed":[],"left_out":[]}',NULL);
CREATE TABLE setting (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	value TEXT, 
	CONSTRAINT pk_setting PRIMARY KEY ("row")
);
CREATE TABLE speaker (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	document VARCHAR, 
	label VARCHAR, 
	role VARCHAR, 
	person VARCHAR, 
	"case" VARCHAR, 
	CONSTRAINT pk_speaker PRIMARY KEY ("row")
);
INSERT INTO "speaker" VALUES('89c4f533-4838-52ac-a929-2de136262a0d','000000000005.98949ee6678e.000000005.0000002','8a48d382-0ff5-52ab-9b85-d9fea08b159a','I','interviewer',NULL,NULL);
INSERT INTO "speaker" VALUES('aac31116-a927-5e81-be0b-18624ec51a68','000000000005.98949ee6678e.000000005.0000003','8a48d382-0ff5-52ab-9b85-d9fea08b159a','R1','respondent',NULL,NULL);
INSERT INTO "speaker" VALUES('4825e773-b5be-56f5-9518-e180d9b6b7d3','000000000006.98949ee6678e.000000006.0000002','2ff81e7d-596a-54c9-a42c-9d55120063ff','I','interviewer',NULL,NULL);
INSERT INTO "speaker" VALUES('f622006e-8f2d-5119-ac29-29730f794c6d','000000000006.98949ee6678e.000000006.0000003','2ff81e7d-596a-54c9-a42c-9d55120063ff','R1','respondent',NULL,NULL);
CREATE TABLE study (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	name VARCHAR, 
	CONSTRAINT pk_study PRIMARY KEY ("row")
);
INSERT INTO "study" VALUES('studie','000000000001.98949ee6678e.000000001.0000000','studie');
CREATE TABLE survey (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	source VARCHAR, 
	respondent VARCHAR, 
	answers TEXT, 
	CONSTRAINT pk_survey PRIMARY KEY ("row")
);
CREATE TABLE text (
	id VARCHAR(64) NOT NULL, 
	body TEXT NOT NULL, 
	forgotten INTEGER NOT NULL, 
	CONSTRAINT pk_text PRIMARY KEY (id)
);
INSERT INTO "text" VALUES('daacbb01fba89c2d9abfbe17c60f0005384511af623fc5a4e113d4fd9eb16ab3','I: Wie kiest de taak?
R1: De kinderen kiezen zelf, met de weektaak.
I: En u?
R1: Ik loop rond en vraag waar ze naartoe willen.
',0);
INSERT INTO "text" VALUES('46ad0357836fa375d102f36a434d92135aae61f2fc9febc8382fdce057bffe23','I: Hoe gaat het nu?
R1: Best lekker, eigenlijk.
',0);
CREATE TABLE topic (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	instrument VARCHAR, 
	topic VARCHAR, 
	asked INTEGER, 
	codes TEXT, 
	CONSTRAINT pk_topic PRIMARY KEY ("row")
);
CREATE TABLE turn (
	revision VARCHAR NOT NULL, 
	ordinal INTEGER NOT NULL, 
	label VARCHAR NOT NULL, 
	label_start INTEGER, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	answer INTEGER, 
	time FLOAT, 
	word_start INTEGER NOT NULL, 
	word_end INTEGER NOT NULL, 
	CONSTRAINT pk_turn PRIMARY KEY (revision, ordinal)
);
INSERT INTO "turn" VALUES('8a48d382-0ff5-52ab-9b85-d9fea08b159a:daacbb01fba89c2d9abfbe17c60f0005384511af623fc5a4e113d4fd9eb16ab3',1,'I',0,3,21,1,NULL,1,5);
INSERT INTO "turn" VALUES('8a48d382-0ff5-52ab-9b85-d9fea08b159a:daacbb01fba89c2d9abfbe17c60f0005384511af623fc5a4e113d4fd9eb16ab3',2,'R1',22,26,67,1,NULL,6,13);
INSERT INTO "turn" VALUES('8a48d382-0ff5-52ab-9b85-d9fea08b159a:daacbb01fba89c2d9abfbe17c60f0005384511af623fc5a4e113d4fd9eb16ab3',3,'I',68,71,76,2,NULL,14,16);
INSERT INTO "turn" VALUES('8a48d382-0ff5-52ab-9b85-d9fea08b159a:daacbb01fba89c2d9abfbe17c60f0005384511af623fc5a4e113d4fd9eb16ab3',4,'R1',77,81,126,2,NULL,17,26);
INSERT INTO "turn" VALUES('2ff81e7d-596a-54c9-a42c-9d55120063ff:46ad0357836fa375d102f36a434d92135aae61f2fc9febc8382fdce057bffe23',1,'I',0,3,19,1,NULL,1,5);
INSERT INTO "turn" VALUES('2ff81e7d-596a-54c9-a42c-9d55120063ff:46ad0357836fa375d102f36a434d92135aae61f2fc9febc8382fdce057bffe23',2,'R1',20,24,47,1,NULL,6,9);
CREATE TABLE wave (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	name VARCHAR, 
	place INTEGER, 
	CONSTRAINT pk_wave PRIMARY KEY ("row")
);
INSERT INTO "wave" VALUES('begin','000000000003.98949ee6678e.000000003.0000000','begin',0);
INSERT INTO "wave" VALUES('eind','000000000003.98949ee6678e.000000003.0000001','eind',1);
CREATE TABLE withdrawal (
	"row" VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	coder VARCHAR, 
	document VARCHAR, 
	CONSTRAINT pk_withdrawal PRIMARY KEY ("row")
);
CREATE INDEX ix_change_clock ON change (clock);
CREATE INDEX ix_change_replica_seq ON change (replica, seq);
CREATE INDEX ix_coding_matrix ON coding (code, reading);
CREATE INDEX ix_coding_reading ON coding (reading);
CREATE INDEX ix_op_kind_row ON op (kind, "row");
COMMIT;
