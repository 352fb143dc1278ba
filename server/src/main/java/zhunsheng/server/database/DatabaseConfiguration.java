package zhunsheng.server.database;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import zhunsheng.casebook.database.Database;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  @Bean
  Postgres.Place place(
      @Value("${zhunsheng.home}") Path home,
      @Value("${zhunsheng.data:#{null}}") @Nullable Path data) {
    return Postgres.Place.of(home, data);
  }

  @Bean
  Postgres postgres(Postgres.Place place) {
    return Postgres.open(place);
  }

  /** Opened, and its tables up to date, before anything else sees the data source. */
  @Bean
  Database database(Postgres postgres) {
    return Database.open(postgres.dataSource(), Postgres.MIGRATIONS);
  }

  @Bean(destroyMethod = "")
  DataSource dataSource(Database database) {
    return database.dataSource();
  }
}
