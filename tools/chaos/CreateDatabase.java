import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** Makes an empty database: {@code java -cp <PostgreSQL's JDBC driver> CreateDatabase.java JDBC_URL USER PASSWORD NAME}. */
public final class CreateDatabase {
    private CreateDatabase() {}

    public static void main(String[] args) throws Exception {
        try (Connection connection = DriverManager.getConnection(args[0], args[1], args[2]);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + statement.enquoteIdentifier(args[3], true));
        }
    }
}
