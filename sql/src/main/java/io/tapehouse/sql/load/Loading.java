package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.sql.jdbc.Session;
import java.util.List;
import java.util.Map;

/** What the parts of one load share. */
record Loading(Session session, Dictionary dictionary, LakeFiles lake, FactStaging facts) {

  static Loading on(
      Session session,
      Dictionary dictionary,
      ParquetReader reader,
      Map<String, List<ParquetFile>> files) {
    LakeFiles lake = new LakeFiles(session, dictionary, reader, files);
    return new Loading(session, dictionary, lake, new FactStaging(session, dictionary, lake));
  }
}
