/** What time alone brings about, run while the server does. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package zhunsheng.server.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
