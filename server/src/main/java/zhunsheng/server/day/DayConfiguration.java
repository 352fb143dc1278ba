package zhunsheng.server.day;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.casebook.clock.MovableClock;
import zhunsheng.casebook.clock.SystemClock;
import zhunsheng.casebook.database.Database;

@Configuration(proxyBeanMethods = false)
class DayConfiguration {

  @Bean
  @Profile("demo")
  MovableClock movableClock(Database database) {
    return new MovableClock(database);
  }

  @Bean
  @Profile("!demo")
  BusinessClock systemClock() {
    return new SystemClock();
  }
}
