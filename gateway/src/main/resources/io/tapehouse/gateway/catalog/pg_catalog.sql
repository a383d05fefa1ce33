-- The tables of PostgreSQL 15's catalogue by its documentation, with the columns that Redshift adds. Their system column
-- xmin, by which DataGrip finds what changed, is an ordinary one here; what PostgreSQL has as a view has none.

CREATE TABLE pg_aggregate (
    aggfnoid OID, aggkind VARCHAR, aggnumdirectargs SMALLINT, aggtransfn OID, aggfinalfn OID, aggcombinefn OID,
    aggserialfn OID, aggdeserialfn OID, aggmtransfn OID, aggminvtransfn OID, aggmfinalfn OID, aggfinalextra BOOLEAN,
    aggmfinalextra BOOLEAN, aggfinalmodify VARCHAR, aggmfinalmodify VARCHAR, aggsortop OID, aggtranstype OID,
    aggtransspace INTEGER, aggmtranstype OID, aggmtransspace INTEGER, agginitval VARCHAR, aggminitval VARCHAR,
    xmin BIGINT DEFAULT 1);

CREATE TABLE pg_am (
    oid OID, amname VARCHAR, amhandler OID, amtype VARCHAR, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_amop (
    oid OID, amopfamily OID, amoplefttype OID, amoprighttype OID, amopstrategy SMALLINT, amoppurpose VARCHAR,
    amopopr OID, amopmethod OID, amopsortfamily OID, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_amproc (
    oid OID, amprocfamily OID, amproclefttype OID, amprocrighttype OID, amprocnum SMALLINT, amproc OID, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_attrdef (
    oid OID, adrelid OID, adnum SMALLINT, adbin VARCHAR, adsrc VARCHAR, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_attribute (
    attrelid OID, attname VARCHAR, atttypid OID, attstattarget INTEGER, attlen SMALLINT, attnum SMALLINT,
    attndims INTEGER, attcacheoff INTEGER, atttypmod INTEGER, attbyval BOOLEAN, attalign VARCHAR,
    attstorage VARCHAR, attcompression VARCHAR, attnotnull BOOLEAN, atthasdef BOOLEAN, atthasmissing BOOLEAN,
    attidentity VARCHAR, attgenerated VARCHAR, attisdropped BOOLEAN, attislocal BOOLEAN, attinhcount INTEGER,
    attcollation OID, attacl VARCHAR[], attoptions VARCHAR[], attfdwoptions VARCHAR[], attmissingval VARCHAR,
    attencodingtype SMALLINT, attisdistkey BOOLEAN, attsortkeyord INTEGER, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_auth_members (
    roleid OID, member OID, grantor OID, admin_option BOOLEAN, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_authid (
    oid OID, rolname VARCHAR, rolsuper BOOLEAN, rolinherit BOOLEAN, rolcreaterole BOOLEAN, rolcreatedb BOOLEAN,
    rolcanlogin BOOLEAN, rolreplication BOOLEAN, rolbypassrls BOOLEAN, rolconnlimit INTEGER, rolpassword VARCHAR,
    rolvaliduntil TIMESTAMPTZ, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_cast (
    oid OID, castsource OID, casttarget OID, castfunc OID, castcontext VARCHAR, castmethod VARCHAR, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_class (
    oid OID, relname VARCHAR, relnamespace OID, reltype OID, reloftype OID, relowner OID, relam OID,
    relfilenode OID, reltablespace OID, relpages INTEGER, reltuples FLOAT, relallvisible INTEGER, reltoastrelid OID,
    relhasindex BOOLEAN, relisshared BOOLEAN, relpersistence VARCHAR, relkind VARCHAR, relnatts SMALLINT,
    relchecks SMALLINT, relhasrules BOOLEAN, relhastriggers BOOLEAN, relhassubclass BOOLEAN, relrowsecurity BOOLEAN,
    relforcerowsecurity BOOLEAN, relispopulated BOOLEAN, relreplident VARCHAR, relispartition BOOLEAN,
    relrewrite OID, relfrozenxid BIGINT, relminmxid BIGINT, relacl VARCHAR[], reloptions VARCHAR[],
    relpartbound VARCHAR, reldiststyle SMALLINT, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_collation (
    oid OID, collname VARCHAR, collnamespace OID, collowner OID, collprovider VARCHAR, collisdeterministic BOOLEAN,
    collencoding INTEGER, collcollate VARCHAR, collctype VARCHAR, colliculocale VARCHAR, collversion VARCHAR,
    xmin BIGINT DEFAULT 1);

CREATE TABLE pg_constraint (
    oid OID, conname VARCHAR, connamespace OID, contype VARCHAR, condeferrable BOOLEAN, condeferred BOOLEAN,
    convalidated BOOLEAN, conrelid OID, contypid OID, conindid OID, conparentid OID, confrelid OID,
    confupdtype VARCHAR, confdeltype VARCHAR, confmatchtype VARCHAR, conislocal BOOLEAN, coninhcount INTEGER,
    connoinherit BOOLEAN, conkey SMALLINT[], confkey SMALLINT[], conpfeqop OID[], conppeqop OID[], conffeqop OID[],
    confdelsetcols SMALLINT[], conexclop OID[], conbin VARCHAR, consrc VARCHAR, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_conversion (
    oid OID, conname VARCHAR, connamespace OID, conowner OID, conforencoding INTEGER, contoencoding INTEGER,
    conproc OID, condefault BOOLEAN, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_database (
    oid OID, datname VARCHAR, datdba OID, encoding INTEGER, datlocprovider VARCHAR, datistemplate BOOLEAN,
    datallowconn BOOLEAN, datconnlimit INTEGER, datfrozenxid BIGINT, datminmxid BIGINT, dattablespace OID,
    datcollate VARCHAR, datctype VARCHAR, daticulocale VARCHAR, datcollversion VARCHAR, datacl VARCHAR[],
    xmin BIGINT DEFAULT 1);

CREATE TABLE pg_db_role_setting (
    setdatabase OID, setrole OID, setconfig VARCHAR[], xmin BIGINT DEFAULT 1);

CREATE TABLE pg_default_acl (
    oid OID, defaclrole OID, defaclnamespace OID, defaclobjtype VARCHAR, defaclacl VARCHAR[], xmin BIGINT DEFAULT 1);

CREATE TABLE pg_depend (
    classid OID, objid OID, objsubid INTEGER, refclassid OID, refobjid OID, refobjsubid INTEGER, deptype VARCHAR,
    xmin BIGINT DEFAULT 1);

CREATE TABLE pg_description (
    objoid OID, classoid OID, objsubid INTEGER, description VARCHAR, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_enum (
    oid OID, enumtypid OID, enumsortorder FLOAT, enumlabel VARCHAR, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_event_trigger (
    oid OID, evtname VARCHAR, evtevent VARCHAR, evtowner OID, evtfoid OID, evtenabled VARCHAR, evttags VARCHAR[],
    xmin BIGINT DEFAULT 1);

CREATE TABLE pg_extension (
    oid OID, extname VARCHAR, extowner OID, extnamespace OID, extrelocatable BOOLEAN, extversion VARCHAR,
    extconfig OID[], extcondition VARCHAR[], xmin BIGINT DEFAULT 1);

CREATE TABLE pg_foreign_data_wrapper (
    oid OID, fdwname VARCHAR, fdwowner OID, fdwhandler OID, fdwvalidator OID, fdwacl VARCHAR[],
    fdwoptions VARCHAR[], xmin BIGINT DEFAULT 1);

CREATE TABLE pg_foreign_server (
    oid OID, srvname VARCHAR, srvowner OID, srvfdw OID, srvtype VARCHAR, srvversion VARCHAR, srvacl VARCHAR[],
    srvoptions VARCHAR[], xmin BIGINT DEFAULT 1);

CREATE TABLE pg_foreign_table (
    ftrelid OID, ftserver OID, ftoptions VARCHAR[], xmin BIGINT DEFAULT 1);

CREATE TABLE pg_index (
    indexrelid OID, indrelid OID, indnatts SMALLINT, indnkeyatts SMALLINT, indisunique BOOLEAN,
    indnullsnotdistinct BOOLEAN, indisprimary BOOLEAN, indisexclusion BOOLEAN, indimmediate BOOLEAN,
    indisclustered BOOLEAN, indisvalid BOOLEAN, indcheckxmin BOOLEAN, indisready BOOLEAN, indislive BOOLEAN,
    indisreplident BOOLEAN, indkey SMALLINT[], indcollation OID[], indclass OID[], indoption SMALLINT[],
    indexprs VARCHAR, indpred VARCHAR, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_inherits (
    inhrelid OID, inhparent OID, inhseqno INTEGER, inhdetachpending BOOLEAN, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_init_privs (
    objoid OID, classoid OID, objsubid INTEGER, privtype VARCHAR, initprivs VARCHAR[], xmin BIGINT DEFAULT 1);

CREATE TABLE pg_language (
    oid OID, lanname VARCHAR, lanowner OID, lanispl BOOLEAN, lanpltrusted BOOLEAN, lanplcallfoid OID, laninline OID,
    lanvalidator OID, lanacl VARCHAR[], xmin BIGINT DEFAULT 1);

CREATE TABLE pg_largeobject (
    loid OID, pageno INTEGER, data BLOB, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_largeobject_metadata (
    oid OID, lomowner OID, lomacl VARCHAR[], xmin BIGINT DEFAULT 1);

CREATE TABLE pg_namespace (
    oid OID, nspname VARCHAR, nspowner OID, nspacl VARCHAR[], xmin BIGINT DEFAULT 1);

CREATE TABLE pg_opclass (
    oid OID, opcmethod OID, opcname VARCHAR, opcnamespace OID, opcowner OID, opcfamily OID, opcintype OID,
    opcdefault BOOLEAN, opckeytype OID, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_operator (
    oid OID, oprname VARCHAR, oprnamespace OID, oprowner OID, oprkind VARCHAR, oprcanmerge BOOLEAN,
    oprcanhash BOOLEAN, oprleft OID, oprright OID, oprresult OID, oprcom OID, oprnegate OID, oprcode OID,
    oprrest OID, oprjoin OID, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_opfamily (
    oid OID, opfmethod OID, opfname VARCHAR, opfnamespace OID, opfowner OID, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_parameter_acl (
    oid OID, parname VARCHAR, paracl VARCHAR[], xmin BIGINT DEFAULT 1);

CREATE TABLE pg_partitioned_table (
    partrelid OID, partstrat VARCHAR, partnatts SMALLINT, partdefid OID, partattrs SMALLINT[], partclass OID[],
    partcollation OID[], partexprs VARCHAR, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_policy (
    oid OID, polname VARCHAR, polrelid OID, polcmd VARCHAR, polpermissive BOOLEAN, polroles OID[], polqual VARCHAR,
    polwithcheck VARCHAR, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_proc (
    oid OID, proname VARCHAR, pronamespace OID, proowner OID, prolang OID, procost FLOAT, prorows FLOAT,
    provariadic OID, prosupport OID, prokind VARCHAR, prosecdef BOOLEAN, proleakproof BOOLEAN, proisstrict BOOLEAN,
    proretset BOOLEAN, provolatile VARCHAR, proparallel VARCHAR, pronargs SMALLINT, pronargdefaults SMALLINT,
    prorettype OID, proargtypes OID[], proallargtypes OID[], proargmodes VARCHAR[], proargnames VARCHAR[],
    proargdefaults VARCHAR, protrftypes OID[], prosrc VARCHAR, probin VARCHAR, prosqlbody VARCHAR,
    proconfig VARCHAR[], proacl VARCHAR[], xmin BIGINT DEFAULT 1);

CREATE TABLE pg_publication (
    oid OID, pubname VARCHAR, pubowner OID, puballtables BOOLEAN, pubinsert BOOLEAN, pubupdate BOOLEAN,
    pubdelete BOOLEAN, pubtruncate BOOLEAN, pubviaroot BOOLEAN, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_publication_namespace (
    oid OID, pnpubid OID, pnnspid OID, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_publication_rel (
    oid OID, prpubid OID, prrelid OID, prqual VARCHAR, prattrs SMALLINT[], xmin BIGINT DEFAULT 1);

CREATE TABLE pg_range (
    rngtypid OID, rngsubtype OID, rngmultitypid OID, rngcollation OID, rngsubopc OID, rngcanonical OID,
    rngsubdiff OID, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_replication_origin (
    roident OID, roname VARCHAR, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_rewrite (
    oid OID, rulename VARCHAR, ev_class OID, ev_type VARCHAR, ev_enabled VARCHAR, is_instead BOOLEAN,
    ev_qual VARCHAR, ev_action VARCHAR, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_seclabel (
    objoid OID, classoid OID, objsubid INTEGER, provider VARCHAR, label VARCHAR, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_sequence (
    seqrelid OID, seqtypid OID, seqstart BIGINT, seqincrement BIGINT, seqmax BIGINT, seqmin BIGINT, seqcache BIGINT,
    seqcycle BOOLEAN, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_shdepend (
    dbid OID, classid OID, objid OID, objsubid INTEGER, refclassid OID, refobjid OID, deptype VARCHAR, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_shdescription (
    objoid OID, classoid OID, description VARCHAR, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_shseclabel (
    objoid OID, classoid OID, provider VARCHAR, label VARCHAR, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_statistic (
    starelid OID, staattnum SMALLINT, stainherit BOOLEAN, stanullfrac FLOAT, stawidth INTEGER, stadistinct FLOAT,
    stakind1 SMALLINT, stakind2 SMALLINT, stakind3 SMALLINT, stakind4 SMALLINT, stakind5 SMALLINT, staop1 OID,
    staop2 OID, staop3 OID, staop4 OID, staop5 OID, stacoll1 OID, stacoll2 OID, stacoll3 OID, stacoll4 OID,
    stacoll5 OID, stanumbers1 FLOAT[], stanumbers2 FLOAT[], stanumbers3 FLOAT[], stanumbers4 FLOAT[],
    stanumbers5 FLOAT[], stavalues1 VARCHAR, stavalues2 VARCHAR, stavalues3 VARCHAR, stavalues4 VARCHAR,
    stavalues5 VARCHAR, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_statistic_ext (
    oid OID, stxrelid OID, stxname VARCHAR, stxnamespace OID, stxowner OID, stxstattarget INTEGER,
    stxkeys SMALLINT[], stxkind VARCHAR[], stxexprs VARCHAR, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_statistic_ext_data (
    stxoid OID, stxdinherit BOOLEAN, stxdndistinct VARCHAR, stxddependencies VARCHAR, stxdmcv VARCHAR,
    stxdexpr VARCHAR[], xmin BIGINT DEFAULT 1);

CREATE TABLE pg_subscription (
    oid OID, subdbid OID, subskiplsn VARCHAR, subname VARCHAR, subowner OID, subenabled BOOLEAN, subbinary BOOLEAN,
    substream BOOLEAN, subtwophasestate VARCHAR, subdisableonerr BOOLEAN, subconninfo VARCHAR, subslotname VARCHAR,
    subsynccommit VARCHAR, subpublications VARCHAR[], xmin BIGINT DEFAULT 1);

CREATE TABLE pg_subscription_rel (
    srsubid OID, srrelid OID, srsubstate VARCHAR, srsublsn VARCHAR, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_tablespace (
    oid OID, spcname VARCHAR, spcowner OID, spcacl VARCHAR[], spcoptions VARCHAR[], xmin BIGINT DEFAULT 1);

CREATE TABLE pg_transform (
    oid OID, trftype OID, trflang OID, trffromsql OID, trftosql OID, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_trigger (
    oid OID, tgrelid OID, tgparentid OID, tgname VARCHAR, tgfoid OID, tgtype SMALLINT, tgenabled VARCHAR,
    tgisinternal BOOLEAN, tgconstrrelid OID, tgconstrindid OID, tgconstraint OID, tgdeferrable BOOLEAN,
    tginitdeferred BOOLEAN, tgnargs SMALLINT, tgattr SMALLINT[], tgargs BLOB, tgqual VARCHAR, tgoldtable VARCHAR,
    tgnewtable VARCHAR, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_ts_config (
    oid OID, cfgname VARCHAR, cfgnamespace OID, cfgowner OID, cfgparser OID, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_ts_config_map (
    mapcfg OID, maptokentype INTEGER, mapseqno INTEGER, mapdict OID, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_ts_dict (
    oid OID, dictname VARCHAR, dictnamespace OID, dictowner OID, dicttemplate OID, dictinitoption VARCHAR,
    xmin BIGINT DEFAULT 1);

CREATE TABLE pg_ts_parser (
    oid OID, prsname VARCHAR, prsnamespace OID, prsstart OID, prstoken OID, prsend OID, prsheadline OID,
    prslextype OID, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_ts_template (
    oid OID, tmplname VARCHAR, tmplnamespace OID, tmplinit OID, tmpllexize OID, xmin BIGINT DEFAULT 1);

CREATE TABLE pg_type (
    oid OID, typname VARCHAR, typnamespace OID, typowner OID, typlen SMALLINT, typbyval BOOLEAN, typtype VARCHAR,
    typcategory VARCHAR, typispreferred BOOLEAN, typisdefined BOOLEAN, typdelim VARCHAR, typrelid OID,
    typsubscript OID, typelem OID, typarray OID, typinput OID, typoutput OID, typreceive OID, typsend OID,
    typmodin OID, typmodout OID, typanalyze OID, typalign VARCHAR, typstorage VARCHAR, typnotnull BOOLEAN,
    typbasetype OID, typtypmod INTEGER, typndims INTEGER, typcollation OID, typdefaultbin VARCHAR,
    typdefault VARCHAR, typacl VARCHAR[], xmin BIGINT DEFAULT 1);

CREATE TABLE pg_user_mapping (
    oid OID, umuser OID, umserver OID, umoptions VARCHAR[], xmin BIGINT DEFAULT 1);

-- Views of PostgreSQL that are always empty here.

CREATE TABLE pg_available_extension_versions (
    name VARCHAR, version VARCHAR, installed BOOLEAN, superuser BOOLEAN, trusted BOOLEAN, relocatable BOOLEAN,
    schema VARCHAR, requires VARCHAR[], comment VARCHAR);

CREATE TABLE pg_available_extensions (
    name VARCHAR, default_version VARCHAR, installed_version VARCHAR, comment VARCHAR);

CREATE TABLE pg_cursors (
    name VARCHAR, statement VARCHAR, is_holdable BOOLEAN, is_binary BOOLEAN, is_scrollable BOOLEAN,
    creation_time TIMESTAMPTZ);

CREATE TABLE pg_locks (
    locktype VARCHAR, database OID, relation OID, page INTEGER, tuple SMALLINT, virtualxid VARCHAR,
    transactionid BIGINT, classid OID, objid OID, objsubid SMALLINT, virtualtransaction VARCHAR, pid INTEGER,
    mode VARCHAR, granted BOOLEAN, fastpath BOOLEAN, waitstart TIMESTAMPTZ);

CREATE TABLE pg_matviews (
    schemaname VARCHAR, matviewname VARCHAR, matviewowner VARCHAR, tablespace VARCHAR, hasindexes BOOLEAN,
    ispopulated BOOLEAN, definition VARCHAR);

CREATE TABLE pg_policies (
    schemaname VARCHAR, tablename VARCHAR, policyname VARCHAR, permissive VARCHAR, roles VARCHAR[], cmd VARCHAR,
    qual VARCHAR, with_check VARCHAR);

CREATE TABLE pg_prepared_statements (
    name VARCHAR, statement VARCHAR, prepare_time TIMESTAMPTZ, parameter_types OID[], from_sql BOOLEAN,
    generic_plans BIGINT, custom_plans BIGINT);

CREATE TABLE pg_prepared_xacts (
    transaction BIGINT, gid VARCHAR, prepared TIMESTAMPTZ, owner VARCHAR, database VARCHAR);

CREATE TABLE pg_publication_tables (
    pubname VARCHAR, schemaname VARCHAR, tablename VARCHAR, attnames VARCHAR[], rowfilter VARCHAR);

CREATE TABLE pg_replication_slots (
    slot_name VARCHAR, plugin VARCHAR, slot_type VARCHAR, datoid OID, database VARCHAR, temporary BOOLEAN,
    active BOOLEAN, active_pid INTEGER, xmin BIGINT, catalog_xmin BIGINT, restart_lsn VARCHAR,
    confirmed_flush_lsn VARCHAR, wal_status VARCHAR, safe_wal_size BIGINT, two_phase BOOLEAN);

CREATE TABLE pg_rules (
    schemaname VARCHAR, tablename VARCHAR, rulename VARCHAR, definition VARCHAR);

CREATE TABLE pg_seclabels (
    objoid OID, classoid OID, objsubid INTEGER, objtype VARCHAR, objnamespace OID, objname VARCHAR,
    provider VARCHAR, label VARCHAR);

CREATE TABLE pg_sequences (
    schemaname VARCHAR, sequencename VARCHAR, sequenceowner VARCHAR, data_type OID, start_value BIGINT,
    min_value BIGINT, max_value BIGINT, increment_by BIGINT, cycle BOOLEAN, cache_size BIGINT, last_value BIGINT);

CREATE TABLE pg_stat_activity (
    datid OID, datname VARCHAR, pid INTEGER, leader_pid INTEGER, usesysid OID, usename VARCHAR,
    application_name VARCHAR, client_addr VARCHAR, client_hostname VARCHAR, client_port INTEGER,
    backend_start TIMESTAMPTZ, xact_start TIMESTAMPTZ, query_start TIMESTAMPTZ, state_change TIMESTAMPTZ,
    wait_event_type VARCHAR, wait_event VARCHAR, state VARCHAR, backend_xid BIGINT, backend_xmin BIGINT,
    query_id BIGINT, query VARCHAR, backend_type VARCHAR);

CREATE TABLE pg_stat_all_tables (
    relid OID, schemaname VARCHAR, relname VARCHAR, seq_scan BIGINT, seq_tup_read BIGINT, idx_scan BIGINT,
    idx_tup_fetch BIGINT, n_tup_ins BIGINT, n_tup_upd BIGINT, n_tup_del BIGINT, n_tup_hot_upd BIGINT,
    n_live_tup BIGINT, n_dead_tup BIGINT, n_mod_since_analyze BIGINT, n_ins_since_vacuum BIGINT,
    last_vacuum TIMESTAMPTZ, last_autovacuum TIMESTAMPTZ, last_analyze TIMESTAMPTZ, last_autoanalyze TIMESTAMPTZ,
    vacuum_count BIGINT, autovacuum_count BIGINT, analyze_count BIGINT, autoanalyze_count BIGINT);

CREATE TABLE pg_stat_database (
    datid OID, datname VARCHAR, numbackends INTEGER, xact_commit BIGINT, xact_rollback BIGINT, blks_read BIGINT,
    blks_hit BIGINT, tup_returned BIGINT, tup_fetched BIGINT, tup_inserted BIGINT, tup_updated BIGINT,
    tup_deleted BIGINT, conflicts BIGINT, temp_files BIGINT, temp_bytes BIGINT, deadlocks BIGINT,
    checksum_failures BIGINT, checksum_last_failure TIMESTAMPTZ, blk_read_time DOUBLE, blk_write_time DOUBLE,
    session_time DOUBLE, active_time DOUBLE, idle_in_transaction_time DOUBLE, sessions BIGINT,
    sessions_abandoned BIGINT, sessions_fatal BIGINT, sessions_killed BIGINT, stats_reset TIMESTAMPTZ);

CREATE TABLE pg_stat_gssapi (
    pid INTEGER, gss_authenticated BOOLEAN, principal VARCHAR, encrypted BOOLEAN);

CREATE TABLE pg_stat_replication (
    pid INTEGER, usesysid OID, usename VARCHAR, application_name VARCHAR, client_addr VARCHAR,
    client_hostname VARCHAR, client_port INTEGER, backend_start TIMESTAMPTZ, backend_xmin BIGINT, state VARCHAR,
    sent_lsn VARCHAR, write_lsn VARCHAR, flush_lsn VARCHAR, replay_lsn VARCHAR, write_lag INTERVAL,
    flush_lag INTERVAL, replay_lag INTERVAL, sync_priority INTEGER, sync_state VARCHAR, reply_time TIMESTAMPTZ);

CREATE TABLE pg_stat_ssl (
    pid INTEGER, ssl BOOLEAN, version VARCHAR, cipher VARCHAR, bits INTEGER, client_dn VARCHAR,
    client_serial NUMERIC, issuer_dn VARCHAR);

CREATE TABLE pg_stat_user_functions (
    funcid OID, schemaname VARCHAR, funcname VARCHAR, calls BIGINT, total_time DOUBLE, self_time DOUBLE);

CREATE TABLE pg_stat_user_indexes (
    relid OID, indexrelid OID, schemaname VARCHAR, relname VARCHAR, indexrelname VARCHAR, idx_scan BIGINT,
    idx_tup_read BIGINT, idx_tup_fetch BIGINT);

CREATE TABLE pg_stat_user_tables (
    relid OID, schemaname VARCHAR, relname VARCHAR, seq_scan BIGINT, seq_tup_read BIGINT, idx_scan BIGINT,
    idx_tup_fetch BIGINT, n_tup_ins BIGINT, n_tup_upd BIGINT, n_tup_del BIGINT, n_tup_hot_upd BIGINT,
    n_live_tup BIGINT, n_dead_tup BIGINT, n_mod_since_analyze BIGINT, n_ins_since_vacuum BIGINT,
    last_vacuum TIMESTAMPTZ, last_autovacuum TIMESTAMPTZ, last_analyze TIMESTAMPTZ, last_autoanalyze TIMESTAMPTZ,
    vacuum_count BIGINT, autovacuum_count BIGINT, analyze_count BIGINT, autoanalyze_count BIGINT);

CREATE TABLE pg_statio_user_tables (
    relid OID, schemaname VARCHAR, relname VARCHAR, heap_blks_read BIGINT, heap_blks_hit BIGINT,
    idx_blks_read BIGINT, idx_blks_hit BIGINT, toast_blks_read BIGINT, toast_blks_hit BIGINT, tidx_blks_read BIGINT,
    tidx_blks_hit BIGINT);

CREATE TABLE pg_stats (
    schemaname VARCHAR, tablename VARCHAR, attname VARCHAR, inherited BOOLEAN, null_frac FLOAT, avg_width INTEGER,
    n_distinct FLOAT, most_common_vals VARCHAR, most_common_freqs FLOAT[], histogram_bounds VARCHAR,
    correlation FLOAT, most_common_elems VARCHAR, most_common_elem_freqs FLOAT[], elem_count_histogram FLOAT[]);

CREATE TABLE pg_stats_ext (
    schemaname VARCHAR, tablename VARCHAR, statistics_schemaname VARCHAR, statistics_name VARCHAR,
    statistics_owner VARCHAR, attnames VARCHAR[], exprs VARCHAR[], kinds VARCHAR[], inherited BOOLEAN,
    n_distinct VARCHAR, dependencies VARCHAR, most_common_vals VARCHAR[], most_common_val_nulls BOOLEAN[],
    most_common_freqs DOUBLE[], most_common_base_freqs DOUBLE[]);

CREATE TABLE pg_timezone_abbrevs (
    abbrev VARCHAR, utc_offset INTERVAL, is_dst BOOLEAN);

CREATE TABLE pg_user_mappings (
    umid OID, srvid OID, srvname VARCHAR, umuser OID, usename VARCHAR, umoptions VARCHAR[]);

