package zhunsheng.server;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "zhunsheng", importOptions = DoNotIncludeTests.class)
class ModuleBoundaryTest {

  @ArchTest
  static final ArchRule a_module_sees_only_those_above_it =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("policy")
          .definedBy("zhunsheng.policy..")
          .layer("casebook")
          .definedBy("zhunsheng.casebook..")
          .optionalLayer("similarity")
          .definedBy("zhunsheng.similarity..")
          .optionalLayer("documents")
          .definedBy("zhunsheng.documents..")
          .layer("server")
          .definedBy("zhunsheng.server..")
          .whereLayer("server")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("documents")
          .mayOnlyBeAccessedByLayers("server")
          .whereLayer("similarity")
          .mayOnlyBeAccessedByLayers("server")
          .whereLayer("casebook")
          .mayOnlyBeAccessedByLayers("similarity", "documents", "server")
          .because("the law is assessed without the record, and recorded without the screens");
}
