import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * JDBC over two pipes. A request is a line of fields parted by tabs: number, session, verb and what the verb takes; the
 * answer begins with the same number. Texts and values are a letter for the type and Base64. Each session works on a
 * thread of its own, since it may wait for a lock that another one holds.
 */
public class Bridge {
  static final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  static final Map<String, Connection> connections = new ConcurrentHashMap<>();
  static final Map<String, ExecutorService> threads = new ConcurrentHashMap<>();
  static String url;
  static List<String> expected;

  public static void main(String[] arguments) throws Exception {
    url = arguments[0];
    expected = List.of(arguments).subList(1, arguments.length);
    // Holds the database in memory open.
    Connection first = DriverManager.getConnection(url, "sa", "");
    empty(first);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] fields = line.split("\t", -1);
      threads.computeIfAbsent(fields[1], session -> Executors.newSingleThreadExecutor()).execute(() -> serve(fields));
    }
    System.exit(0);
  }

  /** Leaves what every session expects, and nothing else. */
  static void empty(Connection connection) throws SQLException {
    connection.createStatement().execute("drop all objects");
    for (String each : expected) connection.createStatement().execute(each);
  }

  static void serve(String[] fields) {
    String answer;
    try {
      answer = "ok\t" + perform(fields);
    } catch (SQLException error) {
      answer = "error\t" + error.getErrorCode() + "\t" + encode(error.getMessage());
    } catch (Exception error) {
      answer = "error\t0\t" + encode(String.valueOf(error));
    }
    synchronized (out) {
      out.println(fields[0] + "\t" + answer);
    }
  }

  static String perform(String[] fields) throws Exception {
    String session = fields[1];
    Connection connection = connections.get(session);
    switch (fields[2]) {
      case "open":
        connections.put(session, DriverManager.getConnection(url, "sa", ""));
        return "";
      case "empty":
        empty(connection);
        return "";
      case "commit":
        if (!connection.getAutoCommit()) connection.commit();
        return "";
      case "rollback":
        if (!connection.getAutoCommit()) connection.rollback();
        return "";
      case "close":
        connections.remove(session).close();
        threads.remove(session).shutdown();
        return "";
      default:
        return execute(connection, fields);
    }
  }

  /** `execute`, then whether to commit, the statement, and the rows of binds, each ended by a field `;`. */
  static String execute(Connection connection, String[] fields) throws Exception {
    boolean commit = fields[3].equals("1");
    if (connection.getAutoCommit() != commit) connection.setAutoCommit(commit);
    try (PreparedStatement statement = connection.prepareStatement(decode(fields[4]))) {
      int position = 0;
      int rows = 0;
      for (int i = 5; i < fields.length; i++) {
        if (fields[i].equals(";")) {
          position = 0;
          rows++;
          statement.addBatch();
        } else {
          bind(statement, ++position, fields[i]);
        }
      }
      if (rows > 1) {
        int changed = 0;
        for (int each : statement.executeBatch()) changed += each;
        return "changed\t" + changed;
      }
      statement.clearBatch();
      if (rows == 1) {
        position = 0;
        for (int i = 5; i < fields.length - 1; i++) bind(statement, ++position, fields[i]);
      }
      return statement.execute() ? rows(statement.getResultSet()) : "changed\t" + statement.getUpdateCount();
    }
  }

  static void bind(PreparedStatement statement, int position, String field) throws SQLException {
    String value = field.substring(1);
    switch (field.charAt(0)) {
      case 'z': statement.setNull(position, Types.VARCHAR); break;
      case 'n': statement.setBigDecimal(position, new BigDecimal(decode(value))); break;
      case 'b': statement.setBytes(position, Base64.getDecoder().decode(value)); break;
      default: statement.setString(position, decode(value));
    }
  }

  static String rows(ResultSet result) throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    List<String> lines = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) names.add(encode(columns.getColumnLabel(i)));
    lines.add(String.join(",", names));
    while (result.next()) {
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) values.add(value(result.getObject(i)));
      lines.add(String.join(",", values));
    }
    return "rows\t" + String.join("\t", lines);
  }

  /** Times as such, which the driver would give as a Date. */
  static String value(Object value) throws SQLException {
    if (value == null) return "z";
    if (value instanceof Number) return "n" + encode(value.toString());
    if (value instanceof byte[]) return "b" + Base64.getEncoder().encodeToString((byte[]) value);
    if (value instanceof Blob) {
      Blob blob = (Blob) value;
      return "b" + Base64.getEncoder().encodeToString(blob.getBytes(1, (int) blob.length()));
    }
    if (value instanceof Clob) {
      Clob clob = (Clob) value;
      return "s" + encode(clob.getSubString(1, (int) clob.length()));
    }
    return (value instanceof java.util.Date ? "t" : "s") + encode(value.toString());
  }

  static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String decode(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }
}
