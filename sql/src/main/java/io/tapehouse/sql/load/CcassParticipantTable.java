package io.tapehouse.sql.load;

import io.tapehouse.sql.jdbc.Session;

/**
 * {@code ccass_participant}: the names of a participant on the loaded days, the newest English name
 * before the newest Chinese one. It follows from {@code ccass_participant_name} alone, so it is the
 * same in whatever order days were loaded; who is on no day any more goes.
 */
final class CcassParticipantTable {

  private CcassParticipantTable() {}

  /** Notes whom the replaced days name and named; call it while their old names are there. */
  static void remember(Session session) {
    session.temporary(
        "stage_ccass_renamed",
        """
        AS SELECT n.participant_id FROM stage_ccass_participant_name n
        JOIN stage_ccass_day d ON d.load_no = n.load_no
        UNION SELECT n.participant_id FROM ccass_participant_name n
        JOIN stage_ccass_day d ON d.trading_date = n.trading_date""");
  }

  /** Makes anew the rows of those who were noted. */
  static void renew(Session session) {
    session.temporary(
        "stage_ccass_newest",
        """
        AS SELECT participant_id AS id, max(CASE WHEN age = 1 THEN code END) AS code,
            max(CASE WHEN age = 1 THEN kind END) AS kind,
            coalesce(max(CASE WHEN "language" = 'en' THEN name END), max(name)) AS name,
            max(CASE WHEN "language" = 'zh' THEN name END) AS name_local
        FROM (SELECT n.participant_id, n."language", n.code, n.kind, n.name,
                row_number() OVER (PARTITION BY n.participant_id ORDER BY n.trading_date DESC, n."language") AS age
            FROM ccass_participant_name n
            JOIN (SELECT participant_id, "language", max(trading_date) AS newest FROM ccass_participant_name
                WHERE participant_id IN (SELECT participant_id FROM stage_ccass_renamed)
                GROUP BY participant_id, "language") m
              ON m.participant_id = n.participant_id AND m."language" = n."language" AND m.newest = n.trading_date) n
        GROUP BY participant_id""");
    session.temporary(
        "stage_ccass_participant_change",
        """
        AS SELECT n.id, n.code, n.kind, n.name, n.name_local
        FROM stage_ccass_newest n
        LEFT JOIN ccass_participant p ON p.id = n.id
        WHERE p.id IS NULL OR p.kind <> n.kind OR p.name <> n.name OR coalesce(p.code, '') <> coalesce(n.code, '')
            OR coalesce(p.name_local, '') <> coalesce(n.name_local, '')""");
    session.execute(
        """
        MERGE INTO ccass_participant USING stage_ccass_participant_change s ON ccass_participant.id = s.id
        WHEN MATCHED THEN UPDATE SET code = s.code, kind = s.kind, name = s.name, name_local = s.name_local
        WHEN NOT MATCHED THEN INSERT (id, code, kind, name, name_local)
            VALUES (s.id, s.code, s.kind, s.name, s.name_local)""");
    session.execute(
        """
        DELETE FROM ccass_participant WHERE id IN (SELECT r.participant_id FROM stage_ccass_renamed r
            LEFT JOIN stage_ccass_newest n ON n.id = r.participant_id WHERE n.id IS NULL)""");
  }
}
