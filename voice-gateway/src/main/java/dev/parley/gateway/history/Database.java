package dev.parley.gateway.history;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;

/** Connections to the database of the history; there may be none to be had for a while. */
final class Database implements AutoCloseable {
  private static final String MIGRATIONS = "classpath:dev/parley/gateway/history";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  /** One for the writer, two for questions. */
  private static final int CONNECTIONS = 3;

  private static final int CONNECT_MILLIS = 5_000;
  private static final int STATEMENT_SECONDS = 30;

  private final HikariDataSource source;
  private final Jdbi jdbi;

  private Database(HikariDataSource source) {
    this.source = source;
    this.jdbi = Jdbi.create(source);
    jdbi.getConfig(SqlStatements.class).setQueryTimeout(STATEMENT_SECONDS);
  }

  /**
   * Asks the database nothing yet.
   *
   * @throws UserError when it can't be the address or the folder of one
   */
  static Database of(Settings settings) {
    String url = settings.text(HistorySettings.URL);
    HikariConfig config = new HikariConfig();
    if (url.isEmpty()) {
      config.setJdbcUrl(embedded(folder(settings)));
      config.setUsername("sa");
      config.setPassword("");
    } else {
      checkAddress(url);
      config.setJdbcUrl(url);
      config.setUsername(settings.text(HistorySettings.USER));
      config.setPassword(settings.text(HistorySettings.PASSWORD));
      config.addDataSourceProperty("ApplicationName", "parley");
      config.addDataSourceProperty("connectTimeout", "5");
      config.addDataSourceProperty("socketTimeout", "60");
      // the server's detail of an error holds the row, so a caller's words
      config.addDataSourceProperty("logServerErrorDetail", "false");
    }
    config.setPoolName("parley-history");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_MILLIS);
    // a gateway takes calls with its database down, too
    config.setInitializationFailTimeout(-1);
    return new Database(new HikariDataSource(config));
  }

  Jdbi jdbi() {
    return jdbi;
  }

  /** Makes the tables, or brings them to this version. */
  void migrate() {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(source)
        .locations(MIGRATIONS)
        .schemas("parley")
        .load()
        .migrate();
  }

  boolean answers() {
    try {
      return jdbi.withHandle(h -> h.createQuery("select 1").mapTo(Integer.class).one()) == 1;
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Override
  public void close() {
    source.close();
  }

  /**
   * For a log or a caller. The texts of failed batches and of Jdbi hold the values, so words of
   * callers; these are left out.
   */
  static String describe(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && !(t instanceof BatchUpdateException)) {
        String state = String.valueOf(sql.getSQLState());
        boolean aboutConnections =
            state.startsWith("08") || state.startsWith("28") || state.startsWith("90");
        return "SQL state "
            + state
            + (aboutConnections
                ? ": " + String.valueOf(sql.getMessage()).lines().findFirst().orElse("")
                : "");
      }
    }
    return failure.getClass().getSimpleName();
  }

  private static void checkAddress(String url) {
    if (!url.startsWith(POSTGRESQL)) {
      throw new UserError(
          "history.url must begin with "
              + POSTGRESQL
              + "//; leave it empty for the built-in database");
    }
    if (url.toLowerCase(Locale.ROOT).contains("password=")) {
      throw new UserError(
          "history.url holds a password, which would be shown; take it out and set"
              + " PARLEY_HISTORY_PASSWORD instead");
    }
  }

  private static Path folder(Settings settings) {
    Path folder =
        settings
            .path(HistorySettings.DIR)
            .orElseThrow(
                () ->
                    new UserError(
                        "history.dir is empty; name a folder, or set history.keep-days = 0"))
            .toAbsolutePath();
    if (folder.toString().contains(";")) {
      throw new UserError(
          "history.dir " + folder + " has a semicolon, which the database can't take");
    }
    try {
      createPrivately(folder);
    } catch (IOException e) {
      throw new UserError(
          "cannot make the folder of the history, "
              + folder
              + " ("
              + e
              + "); set history.dir to another, or history.keep-days = 0",
          e);
    }
    return folder;
  }

  /** It may hold words of callers. */
  private static void createPrivately(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  /** Speaks PostgreSQL's dialect, so that there is one set of statements. */
  private static String embedded(Path folder) {
    return "jdbc:h2:file:"
        + folder.resolve("history")
        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
        // closed by the gateway's own order of stopping, after the last records
        + ";DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=16384";
  }
}
