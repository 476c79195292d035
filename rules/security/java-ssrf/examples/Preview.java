import java.io.*;
import java.net.*;
import java.net.http.*;
import java.util.Set;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.client.RestTemplate;

class Preview {
    private static final Set<String> HOSTS = Set.of("images.example.org");
    private final RestTemplate restTemplate = new RestTemplate();

    @GetMapping("/a")
    String template(@RequestParam String url) {
        // ruleid: java-ssrf
        return restTemplate.getForObject(url, String.class);
    }

    @GetMapping("/b")
    InputStream stream(@RequestParam String url) throws IOException {
        URL address = new URL(url);
        // ruleid: java-ssrf
        return address.openStream();
    }

    @PostMapping("/c")
    Object client(@RequestBody Hook hook) throws Exception {
        // ruleid: java-ssrf
        HttpRequest request = HttpRequest.newBuilder().uri(URI.create(hook.getTarget())).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @GetMapping("/d")
    String host(@RequestParam String host) {
        // ruleid: java-ssrf
        return restTemplate.getForObject("https://" + host + "/status", String.class);
    }

    @GetMapping("/e")
    String checked(@RequestParam URI address) {
        if (!HOSTS.contains(address.getHost())) throw new IllegalArgumentException();
        // ok: java-ssrf
        return restTemplate.getForObject(address, String.class);
    }

    @GetMapping("/f")
    String fixed(@RequestParam String name, @RequestParam String city) {
        // ok: java-ssrf
        restTemplate.getForObject("https://api.example.org/users/{name}", String.class, name);
        // ok: java-ssrf
        return restTemplate.getForObject("https://api.example.org/weather?city=" + city, String.class);
    }
}
