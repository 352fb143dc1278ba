package zhunsheng.server.jobs;

import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.PolicyShelf;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.schedule.ScheduledWork;
import zhunsheng.casebook.verify.Checkpoints;

@Configuration(proxyBeanMethods = false)
class Jobs {

  /** Closed, and so waited for, before the database is. */
  @Bean(destroyMethod = "close")
  ScheduledWork scheduledWork(
      Database database,
      Casebook casebook,
      PolicyShelf shelf,
      Checkpoints checkpoints,
      BusinessClock clock) {
    return new ScheduledWork(database, casebook, shelf, checkpoints, clock, List.of());
  }

  /** Begins once a demonstration has been made, so that no other day comes between. */
  @Bean
  @Order(Integer.MAX_VALUE)
  ApplicationRunner beginJobs(ScheduledWork work) {
    return new ApplicationRunner() {
      @Override
      public void run(ApplicationArguments arguments) {
        work.start();
      }
    };
  }
}
