package zhunsheng.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import zhunsheng.server.cli.ZhunshengCommand;

/** The one entry point: parses the command line and starts Spring only for commands that serve. */
@SpringBootApplication
public class ZhunshengApplication {

  public static void main(String[] args) {
    int status = ZhunshengCommand.run(ZhunshengApplication::start, args);
    if (status != ZhunshengCommand.KEEPS_RUNNING) {
      System.exit(status);
    }
  }

  private static void start(String profile) {
    SpringApplication application = new SpringApplication(ZhunshengApplication.class);
    application.setAdditionalProfiles(profile);
    application.run();
  }
}
