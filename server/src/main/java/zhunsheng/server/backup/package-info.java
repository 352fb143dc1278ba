/** One archive of all that an installation holds, and its way back onto an empty machine. */
@ApplicationModule(allowedDependencies = {"database", "files", "identity"})
@NullMarked
package zhunsheng.server.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
