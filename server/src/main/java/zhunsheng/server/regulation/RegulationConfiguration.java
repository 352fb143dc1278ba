package zhunsheng.server.regulation;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RegulationConfiguration {

  @Bean
  Shelf shelf(
      @Value("${zhunsheng.home}") Path home,
      @Value("${zhunsheng.policies:#{null}}") @Nullable Path policies) {
    return Shelf.load(policies == null ? home.resolve("policies") : policies);
  }
}
