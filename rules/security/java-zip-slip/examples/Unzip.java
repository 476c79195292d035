import java.io.*;
import java.nio.file.*;
import java.util.zip.*;

class Unzip {
    void stream(ZipInputStream zip, Path target) throws IOException {
        ZipEntry entry;
        while ((entry = zip.getNextEntry()) != null) {
            // ruleid: java-zip-slip
            Files.copy(zip, target.resolve(entry.getName()));
        }
    }

    void file(ZipFile zip, ZipEntry entry, File target) throws IOException {
        File file = new File(target, entry.getName());
        // ruleid: java-zip-slip
        try (OutputStream out = new FileOutputStream(file)) {
            zip.getInputStream(entry).transferTo(out);
        }
    }

    void checked(ZipInputStream zip, ZipEntry entry, Path target) throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) throw new IOException("entry outside the folder");
        // ok: java-zip-slip
        Files.copy(zip, file);
    }

    void flat(ZipInputStream zip, ZipEntry entry, Path target) throws IOException {
        // ok: java-zip-slip
        Files.copy(zip, target.resolve(Path.of(entry.getName()).getFileName()));
    }
}
