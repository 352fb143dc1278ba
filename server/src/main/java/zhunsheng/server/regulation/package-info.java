/**
 * The regulations in use: loaded packs, the offices they bind, the official texts and
 * interpretations beside them.
 */
@ApplicationModule(allowedDependencies = {"identity", "problem"})
@NullMarked
package zhunsheng.server.regulation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
