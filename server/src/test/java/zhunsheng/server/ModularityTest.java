package zhunsheng.server;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

class ModularityTest {

  private final ApplicationModules modules = ApplicationModules.of(ZhunshengApplication.class);

  @Test
  void modules_of_the_server_keep_to_their_allowed_dependencies() {
    modules.verify();
  }

  @Test
  void diagram_of_the_modules_is_written_to_the_build_folder() {
    new Documenter(modules).writeModulesAsPlantUml();
  }
}
