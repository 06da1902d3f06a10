// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets.libraries;

import io.meterweave.it.targets.Stage;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Arrays;

/** Asks H2 for what it can do, and prints every answer and every refusal. */
public final class Database {
  private static final String[] SCRIPT = {
    "create table customer (id identity primary key, name varchar(40) not null, tier varchar(10)"
        + " default 'free' check (tier in ('free', 'gold')), since date)",
    "create table purchase (id bigint generated always as identity, customer bigint references"
        + " customer on delete cascade, amount decimal(10, 2), tags varchar(10) array, at timestamp)",
    "create index by_amount on purchase (amount desc)",
    "create view spent as select c.name, sum(p.amount) total from customer c left join purchase p"
        + " on p.customer = c.id group by c.name",
    "insert into customer (name, tier, since) values ('ada', 'gold', date '2020-02-29'),"
        + " ('bob', default, date '2021-03-31'), ('eve', 'gold', null)",
    "insert into customer (name, tier) values ('mallory', 'steel')",
    "insert into customer (name) values (null)",
    "insert into purchase (customer, amount, tags, at) select mod(x, 3) + 1, x * 1.25,"
        + " array['t' || x, 'u'], timestamp '2024-01-01 00:00:00' + x * interval '7' hour"
        + " from system_range(1, 200)",
    "insert into purchase (customer, amount) values (77, 1)",
    "select * from spent order by name",
    "select name, tier, since, extract(year from since), since + interval '1' month from customer"
        + " order by id",
    "select tier, count(*), avg(amount), stddev_pop(amount), median(amount), listagg(distinct name,"
        + " '/') within group (order by name desc) from customer c join purchase p"
        + " on p.customer = c.id group by rollup(tier) order by 1 nulls first",
    "select id, amount, row_number() over (partition by customer order by amount desc),"
        + " lag(amount, 2) over (order by id), sum(amount) over (order by id rows between 2"
        + " preceding and current row) from purchase where id between 10 and 25 order by id",
    "with recursive tree(n, path) as (select 1, cast('1' as varchar) union all select n + 1,"
        + " path || '.' || (n + 1) from tree where n < 12) select * from tree",
    "select customer, tags[1], cardinality(tags), unnested.c1 from purchase,"
        + " unnest(tags) unnested(c1) where id < 5 order by id, 4",
    "explain select * from purchase where amount > 240 and customer = 2",
    "select * from purchase where amount > 240 or tags[1] like 't1_' order by id",
    "merge into customer (id, name) key (id) values (2, 'bobby'), (9, 'zoe')",
    "merge into customer c using (values (1, 'ADA'), (10, 'new')) v(i, n) on c.id = v.i"
        + " when matched then update set name = v.n when not matched then insert (name) values (v.n)",
    "update purchase set amount = amount / (id - 50) where id <= 60",
    "update purchase set amount = amount * -1 where mod(id, 50) = 0",
    "delete from customer where id = 3",
    "select count(*), min(amount), max(amount), sum(amount) from purchase",
    "select upper(name), soundex(name), regexp_replace(name, '[aeiou]', '*'), substring(name, 2),"
        + " lpad(name, 8, '.'), hash('SHA-256', name) from customer order by id",
    "select cast('12x' as int)",
    "select json_object('a': 1, 'b': json_array(1, null, 'x' null on null)),"
        + " json '{\"k\": [1, 2]}' format json",
    "select * from nowhere",
    "selec 1",
    "create sequence numbers start with 5 increment by 3",
    "select next value for numbers, next value for numbers from system_range(1, 3)",
    "create alias reversed as 'String reversed(String s) { return new"
        + " StringBuilder(s).reverse().toString(); }'",
    "alter table customer add column age int default 7",
    "alter table customer alter column age set data type varchar(5)",
    "select name, age || '!' from customer order by name",
    "select table_name, table_type from information_schema.tables where table_schema = 'PUBLIC'"
        + " order by 1",
    "select 1 intersect (select 1 union select 2) except select 3",
    "select avg(x), percentile_cont(0.9) within group (order by x) from system_range(1, 1000)",
    "select to_char(timestamp '2024-02-29 13:45:06', 'YYYY/MM/DD HH24:MI:SS'), dateadd(day, 366,"
        + " date '2024-02-29'), datediff(minute, timestamp '2024-01-01 00:00:00',"
        + " timestamp '2025-01-01 00:00:00')",
    "select uuid '00000000-0000-0000-0000-000000000001', x'cafe', time '10:00:00', true and null",
    "drop table customer",
    "drop table purchase, customer cascade",
  };

  private Database() {}

  /** Runs it all. */
  public static void main(String[] args) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:exercise")) {
      for (String statement : SCRIPT) {
        run(connection, statement);
      }
      transactions(connection);
      prepared(connection);
      DatabaseMetaData about = connection.getMetaData();
      System.out.println(about.getDatabaseProductVersion() + " " + about.getSQLKeywords());
    }
    encryptedFile();
    Stage.reached("done");
  }

  private static void run(Connection connection, String sql) {
    System.out.println("> " + sql);
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        print(statement.getResultSet());
      } else {
        System.out.println(statement.getUpdateCount());
      }
    } catch (SQLException refused) {
      System.out.println(refused.getErrorCode() + " " + refused.getSQLState());
      System.out.println(refused.getMessage());
    }
  }

  private static void print(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      System.out.print(columns.getColumnLabel(i) + ":" + columns.getColumnTypeName(i) + " ");
    }
    System.out.println();
    while (rows.next()) {
      StringBuilder line = new StringBuilder();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        Object value = rows.getObject(i);
        if (value instanceof java.sql.Array array) {
          value = Arrays.toString((Object[]) array.getArray());
        } else if (value instanceof byte[] bytes) {
          value = Arrays.hashCode(bytes);
        }
        line.append(value).append(" | ");
      }
      System.out.println(line);
    }
  }

  private static void transactions(Connection connection) throws SQLException {
    run(connection, "create table account (id int primary key, balance decimal(8, 2))");
    connection.setAutoCommit(false);
    run(connection, "insert into account values (1, 100), (2, 50)");
    Savepoint saved = connection.setSavepoint("before");
    run(connection, "update account set balance = balance - 60 where id = 1");
    run(connection, "insert into account values (2, 0)");
    connection.rollback(saved);
    connection.commit();
    run(connection, "delete from account");
    connection.rollback();
    connection.setAutoCommit(true);
    run(connection, "select * from account order by id");
  }

  private static void prepared(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into account values (?, ?)")) {
      for (int i = 10; i < 500; i++) {
        insert.setInt(1, i);
        insert.setBigDecimal(2, BigDecimal.valueOf(i * 31 % 97));
        insert.addBatch();
      }
      System.out.println(insert.executeBatch().length);
    }
    String sql = "select balance, count(*) from account where balance > ? group by balance limit ?";
    try (PreparedStatement query = connection.prepareStatement(sql + " offset 3")) {
      query.setInt(1, 20);
      query.setInt(2, 9);
      print(query.executeQuery());
      query.setString(1, "no number");
      print(query.executeQuery());
    } catch (SQLException refused) {
      System.out.println(refused.getMessage());
    }
  }

  /** The store on disk, its log, its cipher, and what is still there when it is opened again. */
  private static void encryptedFile() throws SQLException {
    String url = "jdbc:h2:./store;CIPHER=AES;USER=sa;PASSWORD='file user'";
    try (Connection connection = DriverManager.getConnection(url)) {
      run(connection, "create table if not exists kept (id int primary key, text clob)");
      run(
          connection,
          "insert into kept select x, repeat('text ' || x, 500) from" + " system_range(1, 500)");
      run(connection, "script simple nodata");
    }
    try (Connection connection = DriverManager.getConnection(url)) {
      run(connection, "select count(*), sum(length(text)), max(right(text, 5)) from kept");
      run(connection, "shutdown compact");
    }
  }
}
