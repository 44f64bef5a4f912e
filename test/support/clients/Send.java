import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Scanner;

/** Reads lines of method, URL, file, chunked, then names and values of headers, by tabs; prints a status a line. */
class Send {
  public static void main(String[] args) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    Scanner lines = new Scanner(System.in);
    while (lines.hasNextLine()) {
      String[] words = lines.nextLine().split("\t");
      BodyPublisher file = BodyPublishers.ofFile(Path.of(words[2]));
      BodyPublisher body = words[3].equals("true") ? BodyPublishers.fromPublisher(file) : file;
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(words[1])).method(words[0], body);
      for (int at = 4; at + 1 < words.length; at += 2) request.header(words[at], words[at + 1]);
      try {
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        System.out.println(answer.statusCode() + "\t" + answer.body());
      } catch (java.io.IOException error) {
        System.out.println("0\t" + error);
      }
    }
  }
}
