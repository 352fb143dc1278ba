package zhunsheng.server.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may call an endpoint. An endpoint without it is closed to all. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AllowedTo {
  /** Any of these roles. */
  Role[] value() default {};

  /** Whoever is signed in, with any role or none. */
  boolean everySignedIn() default false;

  /** The world: only for what a person needs before signing in. */
  boolean anyone() default false;
}
