package zhunsheng.server.identity;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The platform that signs people in, by OpenID Connect; each is a property {@code
 * zhunsheng.platform.…}. Without an issuer there is none, and people sign in with our own accounts
 * only.
 *
 * @param issuer its address, as its own description names it
 * @param client as which it knows us
 * @param secret what we prove that with; may be empty
 * @param jurisdictions whose people it signs in; empty: of all
 * @param subjectClaim which of its words for a person is recorded with an account
 * @param nameClaim the person's name
 * @param unitClaim code, id or name of the person's office; empty: it says none, and the recorded
 *     one stays
 * @param scopes what it is asked for
 * @param title its name on the sign-in screen; may be empty
 * @param contact whom to ask for a role; empty: the offices that see every file
 * @param address under which browsers reach us, such as {@code https://projects.example}; empty: as
 *     the request says
 * @param patience how long one answer of the platform may take
 */
@ConfigurationProperties("zhunsheng.platform")
public record PlatformSettings(
    @DefaultValue("") String issuer,
    @DefaultValue("") String client,
    @DefaultValue("") String secret,
    @DefaultValue({}) List<String> jurisdictions,
    @DefaultValue("sub") String subjectClaim,
    @DefaultValue("name") String nameClaim,
    @DefaultValue("") String unitClaim,
    @DefaultValue({"openid", "profile"}) List<String> scopes,
    @DefaultValue("") String title,
    @DefaultValue("") String contact,
    @DefaultValue("") String address,
    @DefaultValue("PT5S") Duration patience) {

  public PlatformSettings {
    issuer = issuer.strip();
    address = address.strip().replaceAll("/+$", "");
    jurisdictions = List.copyOf(jurisdictions);
    scopes = List.copyOf(scopes);
    if (!issuer.isEmpty()) {
      requireHttp("issuer", issuer);
      if (!address.isEmpty()) {
        requireHttp("address", address);
      }
      if (client.isBlank()) {
        throw new IllegalArgumentException(
            "zhunsheng.platform.client: name the client that zhunsheng.platform.issuer knows us as");
      }
      if (!scopes.contains("openid")) {
        throw new IllegalArgumentException("zhunsheng.platform.scopes: openid must be among them");
      }
    }
  }

  private static void requireHttp(String name, String url) {
    try {
      if (List.of("http", "https").contains(String.valueOf(URI.create(url).getScheme()))) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // Said below, with the setting's name.
    }
    throw new IllegalArgumentException("zhunsheng.platform." + name + ": no http address: " + url);
  }

  /** Whether there is a platform. */
  public boolean present() {
    return !issuer.isEmpty();
  }

  /** Whether it signs in people of that jurisdiction. */
  public boolean serves(String jurisdiction) {
    return jurisdictions.isEmpty() || jurisdictions.contains(jurisdiction);
  }
}
