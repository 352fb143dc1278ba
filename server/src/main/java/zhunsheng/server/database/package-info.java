/** PostgreSQL: the embedded one that comes with the product, or one of your own. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package zhunsheng.server.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
