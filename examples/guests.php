<?php
/*
 * LUNA_TOKEN=… [LUNA_URL=http://127.0.0.1:5140] php guests.php add NAME PHOTO | who PHOTO | all
 *
 * A list of guests: enrol one, ask who is in a photo, print all. The same program works with LUNA PLATFORM 3, Backport 3 and
 * luna-backport3: only LUNA_URL is another. It needs PHP 7.4 or newer and no extension.
 */
declare(strict_types=1);

const GUESTS = 'guests';
const THRESHOLD = 0.9;
/** LUNA PLATFORM 3 gives no more, whatever it is asked for. */
const PAGE = 100;

function leave(string $why): void
{
    fwrite(STDERR, $why . PHP_EOL);
    exit(1);
}

/** The answer, as an array. Ends with what the server says when it refuses. */
function ask(string $method, string $path, array $query = [], ?string $body = null, string $type = 'application/json'): array
{
    $url = getenv('LUNA_URL') ?: 'http://127.0.0.1:5140';
    $headers = ['X-Auth-Token: ' . getenv('LUNA_TOKEN')];
    if ($body !== null) {
        $headers[] = "Content-Type: $type";
    }
    $context = stream_context_create(['http' => [
        'method' => $method,
        'header' => $headers,
        'content' => $body ?? '',
        'timeout' => 60,
        // An error has an answer, too.
        'ignore_errors' => true,
    ]]);
    $answer = @file_get_contents("$url/4$path?" . http_build_query($query), false, $context);
    if ($answer === false) {
        leave("$url is out of reach");
    }
    // The last status, should there have been redirects.
    $statuses = preg_grep('#^HTTP/#', $http_response_header);
    $status = (int) explode(' ', (string) end($statuses))[1];
    if ($status >= 300) {
        leave("$status $answer");
    }
    return $answer === '' ? [] : json_decode($answer, true, 512, JSON_THROW_ON_ERROR);
}

function make(string $path, array $members, array $query = []): array
{
    return ask('POST', $path, $query, json_encode($members, JSON_THROW_ON_ERROR));
}

/** All objects of a collection. Pages may be shorter than what was asked for. */
function pages(string $path, string $member): Generator
{
    $seen = 0;
    for ($page = 1; ; $page++) {
        $answer = ask('GET', $path, ['page' => $page, 'page_size' => PAGE]);
        foreach ($answer[$member] as $each) {
            yield $each;
        }
        $seen += count($answer[$member]);
        if ($seen >= $answer['count'] || count($answer[$member]) === 0) {
            return;
        }
    }
}

/** The id of the list; made when it is not there. */
function guests(): string
{
    foreach (ask('GET', '/storage/lists', ['page_size' => PAGE])['lists']['person_lists'] as $list) {
        if ($list['list_data'] === GUESTS) {
            return $list['id'];
        }
    }
    return make('/storage/lists', ['list_data' => GUESTS], ['type' => 'persons'])['list_id'];
}

function bytesOf(string $photo): string
{
    $bytes = @file_get_contents($photo);
    if ($bytes === false) {
        leave("$photo cannot be read");
    }
    return $bytes;
}

function add(string $name, string $photo): void
{
    $faces = ask('POST', '/storage/descriptors', [], bytesOf($photo), 'image/jpeg')['faces'];
    if (count($faces) !== 1) {
        leave(count($faces) . " faces in $photo: one is needed");
    }
    $person = make('/storage/persons', ['user_data' => $name])['person_id'];
    ask('PATCH', "/storage/persons/$person/linked_descriptors", ['do' => 'attach', 'descriptor_id' => $faces[0]['id']]);
    ask('PATCH', "/storage/persons/$person/linked_lists", ['do' => 'attach', 'list_id' => guests()]);
    echo "$person $name\n";
}

function who(string $photo): void
{
    $query = ['list_id' => guests(), 'limit' => 1];
    $best = ask('POST', '/matching/search', $query, bytesOf($photo), 'image/jpeg')['candidates'][0] ?? null;
    if ($best !== null && $best['similarity'] >= THRESHOLD) {
        printf("%.3f %s\n", $best['similarity'], $best['user_data']);
    } else {
        echo "nobody we know\n";
    }
}

function everybody(): void
{
    foreach (pages('/storage/lists/' . guests(), 'persons') as $person) {
        echo "{$person['id']} {$person['user_data']}\n";
    }
}

$arguments = array_slice($argv, 2);
$command = ($argv[1] ?? '') . ' ' . count($arguments);
$commands = ['add 2' => 'add', 'who 1' => 'who', 'all 0' => 'everybody'];
if (!isset($commands[$command]) || !getenv('LUNA_TOKEN')) {
    leave('LUNA_TOKEN=… php guests.php add NAME PHOTO | who PHOTO | all');
}
$commands[$command](...$arguments);
