import java.io.*;
import java.nio.file.*;
import javax.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.multipart.MultipartFile;

class Reports {
    private static final Path ROOT = Path.of("/srv/reports");

    @GetMapping("/a")
    byte[] read(@RequestParam String name) throws IOException {
        // ruleid: java-path-traversal
        return Files.readAllBytes(Path.of("/srv/reports", name));
    }

    InputStream open(HttpServletRequest request) throws IOException {
        File file = new File("/srv/reports", request.getParameter("name"));
        // ruleid: java-path-traversal
        return new FileInputStream(file);
    }

    @PostMapping("/b")
    void upload(@RequestParam MultipartFile file) throws IOException {
        // ruleid: java-path-traversal
        file.transferTo(new File("/srv/uploads/" + file.getOriginalFilename()));
        // ruleid: java-path-traversal
        Files.copy(file.getInputStream(), ROOT.resolve(file.getOriginalFilename()));
    }

    @GetMapping("/c")
    byte[] checked(@RequestParam String name) throws IOException {
        Path file = ROOT.resolve(name).normalize();
        if (!file.startsWith(ROOT)) throw new FileNotFoundException();
        // ok: java-path-traversal
        return Files.readAllBytes(file);
    }

    @GetMapping("/d")
    byte[] last(@RequestParam String name, @RequestParam int year) throws IOException {
        // ok: java-path-traversal
        Files.readAllBytes(ROOT.resolve(Path.of(name).getFileName()));
        // ok: java-path-traversal
        return Files.readAllBytes(ROOT.resolve(year + ".pdf"));
    }

    @PostMapping("/e")
    void stored(@RequestParam MultipartFile file) throws IOException {
        // ok: java-path-traversal
        file.transferTo(ROOT.resolve(java.util.UUID.randomUUID().toString()));
        // ok: java-path-traversal
        Files.copy(file.getInputStream(), ROOT.resolve("last-upload"));
    }
}
