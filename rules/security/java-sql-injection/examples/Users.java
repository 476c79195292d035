import java.sql.*;
import java.util.*;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.persistence.EntityManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.*;

class Users {
    private static final Map<String, String> COLUMNS = Map.of("name", "name", "age", "age");
    private final JdbcTemplate jdbcTemplate;
    private final EntityManager em;
    private final Connection connection;

    @GetMapping("/a")
    List<User> byName(@RequestParam("name") String name) {
        // ruleid: java-sql-injection
        return jdbcTemplate.query("SELECT * FROM users WHERE name = '" + name + "'", userMapper);
    }

    @GetMapping("/b/{id}")
    Object byId(@PathVariable String id) {
        String sql = String.format("from User u where u.id = '%s'", id);
        // ruleid: java-sql-injection
        return em.createQuery(sql).getSingleResult();
    }

    ResultSet search(HttpServletRequest request) throws SQLException {
        Statement statement = connection.createStatement();
        StringBuilder sql = new StringBuilder("SELECT * FROM users WHERE 1 = 1");
        String city = request.getParameter("city");
        if (city != null) sql.append(" AND city = '").append(city).append("'");
        // ruleid: java-sql-injection
        return statement.executeQuery(sql.toString());
    }

    @GetMapping("/c")
    List<User> bound(@RequestParam String name) {
        // ok: java-sql-injection
        return jdbcTemplate.query("SELECT * FROM users WHERE name = ?", userMapper, name);
    }

    @GetMapping("/d")
    ResultSet paged(@RequestParam int page, HttpServletRequest request) throws SQLException {
        // ok: java-sql-injection
        connection.createStatement().execute("SET x = " + Integer.parseInt(request.getParameter("x")));
        // ok: java-sql-injection
        return connection.createStatement().executeQuery("SELECT * FROM users OFFSET " + page * 20);
    }

    @GetMapping("/e")
    List<User> sorted(@RequestParam String by) {
        // ok: java-sql-injection
        return jdbcTemplate.query("SELECT * FROM users ORDER BY " + COLUMNS.get(by), userMapper);
    }
}
