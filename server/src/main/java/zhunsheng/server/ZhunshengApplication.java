package zhunsheng.server;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import zhunsheng.server.cli.ZhunshengCommand;

/** The one entry point: parses the command line and starts Spring only for commands that serve. */
@SpringBootApplication
public class ZhunshengApplication {

  public static void main(String[] args) {
    // Silent until the server sets up its log; a short command never does.
    LoggingSystem.get(ZhunshengApplication.class.getClassLoader()).beforeInitialize();
    int status = ZhunshengCommand.run(ZhunshengApplication::start, args);
    if (status != ZhunshengCommand.KEEPS_RUNNING) {
      System.exit(status);
    }
  }

  private static ConfigurableApplicationContext start(
      String profile, Map<String, Object> settings) {
    SpringApplication application = new SpringApplication(ZhunshengApplication.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setAdditionalProfiles(profile);
    return application.run(
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new));
  }
}
