package dev.gatehouse.authorization.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks the database's own catalog. */
record Questions(Connection connection) {
    String text(String sql, String... parameters) {
        var answer = list(sql, parameters);
        return answer.isEmpty() ? "" : answer.getFirst();
    }

    boolean isTrue(String sql, String... parameters) {
        return text(sql, parameters).equals("t");
    }

    /** The first column. */
    List<String> list(String sql, String... parameters) {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++)
                statement.setString(i + 1, parameters[i]);
            var rows = new ArrayList<String>();
            try (var result = statement.executeQuery()) {
                while (result.next())
                    rows.add(String.valueOf(result.getString(1)));
            }
            return rows;
        } catch (SQLException e) {
            throw new DatabaseFailedException(e);
        }
    }

    void run(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new DatabaseFailedException(e);
        }
    }
}
