package zhunsheng.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.web.bind.annotation.RequestMapping;
import zhunsheng.server.identity.AllowedTo;

@AnalyzeClasses(packages = "zhunsheng.server", importOptions = DoNotIncludeTests.class)
class EndpointTest {

  @ArchTest
  static final ArchRule every_endpoint_declares_who_may_call_it =
      methods()
          .that(
              new DescribedPredicate<JavaMethod>("answer requests") {
                @Override
                public boolean test(JavaMethod method) {
                  return method.isMetaAnnotatedWith(RequestMapping.class);
                }
              })
          .should()
          .beAnnotatedWith(AllowedTo.class)
          .because("an endpoint without it is closed to all, which is never meant");
}
