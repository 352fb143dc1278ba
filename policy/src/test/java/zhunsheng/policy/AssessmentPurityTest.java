package zhunsheng.policy;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import zhunsheng.policy.text.Scaffold;

@AnalyzeClasses(packages = "zhunsheng.policy", importOptions = DoNotIncludeTests.class)
class AssessmentPurityTest {

  @ArchTest
  static final ArchRule only_the_loader_and_the_commands_touch_the_outside_world =
      noClasses()
          .that()
          .resideOutsideOfPackages("zhunsheng.policy.load..", "zhunsheng.policy.cli..")
          .and()
          .doNotBelongToAnyOf(Scaffold.class) // writes the first files of a new pack
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..", "java.nio.file..", "java.net..", "java.sql..", "org.springframework..")
          .because("an audit years later must reach the verdict reached today");

  @ArchTest
  static final ArchRule nothing_reads_a_clock =
      noClasses()
          .should()
          .accessTargetWhere(target(name("now")))
          .orShould()
          .accessTargetWhere(target(nameMatching("currentTimeMillis|nanoTime")))
          .because("the day of an assessment is an argument");

  @ArchTest
  static final ArchRule no_framework =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..")
          .because("the policy language is usable without server and database");
}
