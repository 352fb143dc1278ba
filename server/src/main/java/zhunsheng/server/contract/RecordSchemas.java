package zhunsheng.server.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says of every record which of its parts are always there: those that are not {@code @Nullable}.
 * Notes besides which records are the kinds of a closed choice, and refuses two of one name.
 */
@Component
class RecordSchemas implements ModelConverter {
  private final Map<String, Map<String, String>> kinds = new ConcurrentHashMap<>();
  private final Map<String, String> discriminators = new ConcurrentHashMap<>();
  private final Map<String, Class<?>> named = new ConcurrentHashMap<>();

  /**
   * For each choice, by its schema's name, the schemas' names of its kinds by the word that says
   * which.
   */
  Map<String, Map<String, String>> kinds() {
    return kinds;
  }

  /** The property that says which kind it is. */
  String discriminator(String choice) {
    return discriminators.getOrDefault(choice, "kind");
  }

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    Schema<?> schema = chain.next().resolve(type, context, chain);
    JavaType java = Json.mapper().constructType(type.getType());
    if (java != null) {
      Class<?> raw = java.getRawClass();
      Schema<?> defined = context.getDefinedModels().get(raw.getSimpleName());
      if (defined != null) {
        claim(raw);
        if (raw.isRecord()) {
          require(raw, defined);
        }
      }
      note(raw);
    }
    return schema;
  }

  /** A schema is called as its class: of two of one name, one would be in the other's place. */
  private void claim(Class<?> raw) {
    Class<?> before = named.putIfAbsent(raw.getSimpleName(), raw);
    if (before != null && before != raw) {
      throw new IllegalStateException(
          before.getName() + " and " + raw.getName() + " are one schema; give one another name");
    }
  }

  private static void require(Class<?> raw, Schema<?> schema) {
    List<String> required = new ArrayList<>();
    for (RecordComponent part : raw.getRecordComponents()) {
      if (!part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        JsonProperty renamed = part.getAccessor().getAnnotation(JsonProperty.class);
        required.add(renamed == null ? part.getName() : renamed.value());
      }
    }
    schema.setRequired(required.isEmpty() ? null : required);
  }

  private void note(Class<?> raw) {
    JsonSubTypes subTypes = raw.getDeclaredAnnotation(JsonSubTypes.class);
    JsonTypeInfo info = raw.getDeclaredAnnotation(JsonTypeInfo.class);
    if (subTypes != null && info != null) {
      Map<String, String> names = new LinkedHashMap<>();
      for (JsonSubTypes.Type sub : subTypes.value()) {
        names.put(sub.name(), sub.value().getSimpleName());
      }
      kinds.put(raw.getSimpleName(), names);
      discriminators.put(raw.getSimpleName(), info.property());
    }
  }
}
