package zhunsheng.server.contract;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.problem.Problem;

/** Completes the document: problems, who may call what, closed choices with their discriminator. */
@Configuration(proxyBeanMethods = false)
@SuppressWarnings({"rawtypes", "unchecked"}) // The document's own classes hold raw schemas.
class ContractConfiguration {
  private static final String REFERENCE = "#/components/schemas/";

  static {
    // Comes from the session, never from the request.
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Account.class);
  }

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(new Info().title("Zhunsheng 准绳").description("政务信息化项目管理接口；每个结论都注明条款依据。").version("1"))
        .servers(List.of(new Server().url("/")));
  }

  /** {@code x-allowed-to}: {@code anyone}, {@code everySignedIn}, or the roles. */
  @Bean
  OperationCustomizer allowedTo() {
    return (operation, method) -> {
      AllowedTo allowed = method.getMethodAnnotation(AllowedTo.class);
      if (allowed != null) {
        List<String> who =
            allowed.anyone()
                ? List.of("anyone")
                : allowed.everySignedIn()
                    ? List.of("everySignedIn")
                    : Arrays.stream(allowed.value()).map(Enum::name).toList();
        operation.addExtension("x-allowed-to", who);
      }
      return operation;
    };
  }

  /** What writes its answer itself is a file of the type that its mapping produces. */
  @Bean
  OperationCustomizer files() {
    return (operation, method) -> {
      GetMapping mapping = method.getMethodAnnotation(GetMapping.class);
      if (mapping != null
          && mapping.produces().length == 1
          && method.getReturnType().getParameterType() == void.class) {
        Schema<?> file = new Schema<>().format("binary");
        file.setTypes(Set.of("string"));
        operation
            .getResponses()
            .addApiResponse(
                "200",
                new ApiResponse()
                    .description("OK")
                    .content(
                        new Content()
                            .addMediaType(mapping.produces()[0], new MediaType().schema(file))));
      }
      return operation;
    };
  }

  @Bean
  OpenApiCustomizer complete(RecordSchemas records) {
    return api -> {
      Map<String, Schema> problem = ModelConverters.getInstance(true).readAll(Problem.class);
      problem.forEach((name, schema) -> api.getComponents().getSchemas().putIfAbsent(name, schema));
      api.getPaths()
          .values()
          .forEach(path -> path.readOperations().forEach(ContractConfiguration::problems));
      records.kinds().forEach((choice, kinds) -> close(api, records, choice, kinds));
    };
  }

  private static void problems(Operation operation) {
    operation
        .getResponses()
        .addApiResponse(
            "default",
            new ApiResponse()
                .description("问题（RFC 9457）")
                .content(
                    new Content()
                        .addMediaType(
                            "application/problem+json",
                            new MediaType().schema(new Schema<>().$ref(REFERENCE + "Problem")))));
  }

  /** Gives every kind its own constant and the places of the choice their discriminator. */
  private static void close(
      OpenAPI api, RecordSchemas records, String choice, Map<String, String> kinds) {
    Map<String, Schema> schemas = api.getComponents().getSchemas();
    String property = records.discriminator(choice);
    Map<String, String> mapping = new LinkedHashMap<>();
    List<Schema> oneOf = new ArrayList<>();
    kinds.forEach(
        (word, name) -> {
          Schema<?> schema = schemas.get(name);
          if (schema != null) {
            schemas.put(name, flat(schema, property, word));
          }
          mapping.put(word, REFERENCE + name);
          oneOf.add(new Schema<>().$ref(REFERENCE + name));
        });
    Schema<Object> closed = new Schema<>();
    closed.setOneOf(oneOf);
    Discriminator discriminator = new Discriminator();
    discriminator.setPropertyName(property);
    discriminator.setMapping(mapping);
    closed.setDiscriminator(discriminator);
    schemas.put(choice, closed);
    Set<String> members = new LinkedHashSet<>(mapping.values());
    schemas.values().forEach(s -> refer(s, members, choice));
  }

  private static Schema<?> flat(Schema<?> schema, String property, String word) {
    Schema<Object> flat = new Schema<>();
    flat.setTypes(Set.of("object"));
    Schema<String> kind = new Schema<>();
    kind.setTypes(Set.of("string"));
    kind.setEnum(List.of(word));
    Map<String, Schema> properties = new LinkedHashMap<>();
    properties.put(property, kind);
    if (schema.getProperties() != null) {
      properties.putAll(schema.getProperties());
    }
    if (schema.getAllOf() != null) {
      for (Schema part : schema.getAllOf()) {
        if (part.getProperties() != null) {
          properties.putAll(part.getProperties());
        }
      }
    }
    flat.setProperties(properties);
    List<String> required = new ArrayList<>(List.of(property));
    if (schema.getRequired() != null) {
      required.addAll(schema.getRequired());
    }
    flat.setRequired(required);
    return flat;
  }

  /** Where all kinds were listed in place, refers to the choice by its name. */
  private static void refer(Schema<?> schema, Set<String> members, String choice) {
    if (schema.getProperties() == null) {
      return;
    }
    for (Map.Entry<String, Schema> entry : schema.getProperties().entrySet()) {
      List<Schema> listed = entry.getValue().getOneOf();
      if (listed != null && listed.stream().map(Schema::get$ref).toList().containsAll(members)) {
        entry.setValue(new Schema<>().$ref(REFERENCE + choice));
      }
    }
  }
}
