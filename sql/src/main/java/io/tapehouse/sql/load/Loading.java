package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.sql.jdbc.Session;

/** What the parts of one load share. */
record Loading(Session session, Dictionary dictionary, LakeFiles lake, FactStaging facts) {

  static Loading on(Session session, Dictionary dictionary) {
    LakeFiles lake = new LakeFiles(session, dictionary);
    return new Loading(session, dictionary, lake, new FactStaging(session, dictionary, lake));
  }
}
