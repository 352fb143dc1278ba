package zhunsheng.server.cli;

import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the server; handed in so that a command which needs no server never loads one. */
@FunctionalInterface
public interface ServerStart {

  /**
   * Returns once the server answers requests.
   *
   * @param profile the Spring profile to add, {@code serve} or {@code demo}
   * @param settings properties that come before all others
   */
  ConfigurableApplicationContext start(String profile, Map<String, Object> settings);
}
