/** The OpenAPI document: what of the HTTP interface the code alone does not say. */
@ApplicationModule(allowedDependencies = {"identity", "problem"})
@NullMarked
package zhunsheng.server.contract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
