# Voice notes on their whole way: fetched, decoded, written down by a strict
# fake of a Whisper server, and answered like the same words typed.  Then all
# that can go wrong, and what it costs.
#
# Needs espeak-ng and ffmpeg (./build.sh deps --test).

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use Test::More;

use Relevo::Dialog;
use Relevo::Models;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::Workflow;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

my $WORDS = '¿Cuál es el horario de la tienda?';
my $UNHEARD = qr/mensaje de voz, pero no puedo escucharlo/;

my $w = Relevo::World->new(thinks => 1, set => { 'turn.burst_ms' => 0, 'media.audio_deadline' => '5m',
    'provider.attempts' => 2,
    'provider.retry' => '20ms', 'provider.breaker_failures' => 1000 });
my $talk = Relevo::Dialog->new($w);
my $m = Relevo::Models->start($w->dir);
$w->hold_day;
my $number = 5_215_578_000;
my $serial = 0;

sub run { system(@_) == 0 or BAIL_OUT("@_: $?") }

# A file of sound: [what ffmpeg reads]
sub sound {
    my ($name, @from) = @_;

    my $path = $w->dir('samples') . "/$name";
    mkdir $w->dir('samples');
    run(qw(ffmpeg -loglevel error -y), @from, $path);
    return $path;
}

mkdir $w->dir('samples');
my $wav = $w->dir('samples') . '/say.wav';
run(qw(espeak-ng -v es -w), $wav, $WORDS);
my $voice = sound('voice.ogg', '-i', $wav, qw(-c:a libopus -b:a 32k -application voip));
my $long = sound('long.ogg', qw(-stream_loop 4 -i), $wav, qw(-c:a libopus -b:a 32k));
my $silent = sound('silent.ogg', qw(-f lavfi -i anullsrc=r=48000:cl=mono -t 4 -c:a libopus));

# A voice note of a customer who has said hello; the turn, and the file.
sub speak {
    my ($path, %o) = @_;

    my $from = $o{from} // ++$number;
    $talk->say($from, 'hola') if !$o{from};
    my $id = 'voice' . ++$serial;
    $w->graph->media({ id => $id, file => $path, mime_type => $o{mime} // 'audio/ogg' });
    my $r = $talk->say($from, wa_message($o{type} // 'audio', { id => $id, mime_type => $o{mime} // 'audio/ogg',
        $o{type} ? () : (voice => JSON::PP::true) }, from => $from));
    my $file = media_of($w, $from);
    $file->{result} = decode_json($file->{result}) if $file->{result} && !ref $file->{result};
    return ($r, $file);
}

# Of the only child, as it wrote it after now.
sub stat_of {
    my ($name) = @_;

    my $from = time * 1000 + 1000;
    my $stats;
    wait_until {
        my %all = @{ $w->redis->cmd('HGETALL', 'relevo:stats') };
        ($stats) = grep { $_->{at_ms} >= $from } map { decode_json($_) } values %all;
    } 20, 'new numbers';
    return $stats->{$name} // 0;
}

# Accounts are read again after 30 s, or by a worker that has just begun.
sub again { $w->restart('worker') }

sub forms { return map { $_->{body} } grep { $_->{path} =~ /transcriptions/ } $m->history }


subtest 'without an account' => sub {
    my ($r, $file) = speak($voice);

    is($file->{state}, 'done', 'it is read');
    is_deeply([@{ $file->{result} }{qw(transcribed silent)}], [JSON::PP::false, JSON::PP::false],
        'and not written down');
    like($file->{result}{description}, qr/^Nota de voz, 0:0\d, sin transcribir\.$/, 'which it says');
    like($r->{text}, $UNHEARD, 'the customer is asked for words');
    is(scalar(() = $m->history), 0, 'nobody was asked');
};

my $k = $w->key_file('speech.key', $Relevo::Models::KEY);
like($w->cli(qw(provider add ears --kind speech --key-file), $k)->{err}, qr/--model MODEL/,
    'which model has to be said');
like($w->cli(qw(provider add ears --kind speech --model whisper-1 --setting format=srt))->{err},
    qr/one of verbose_json/, 'a format there is not');
$w->cli_ok('an account', qw(provider add ears --kind speech --model whisper-1 --base-url), $m->url . '/v1',
    '--key-file', $k);
$w->cli_ok('a budget', qw(provider budget --tenant demo --month 10));
again();

subtest 'trying it out' => sub {
    my $asked = sub {
        my $r = $w->cli(qw(provider test ears --sense hear), @_);
        return ($r, eval { decode_json($r->{out}) } // {});
    };
    $m->rules({ path => 'transcriptions', text => '' });
    my ($r, $said) = $asked->();
    is($r->{status}, 0, 'a tone') or diag("$r->{out}$r->{err}");
    is_deeply([@$said{qw(result account provider model)}, (forms())[0]{file}{ms}],
        ['ok', 'ears', 'speech', 'whisper-1', 1000], 'a second of it was heard');

    my $pcm = $w->dir('samples') . '/say16.wav';
    run(qw(ffmpeg -loglevel error -y -i), $wav, qw(-ar 16000 -ac 1 -bitexact -map_metadata -1), $pcm);
    $m->rules({ path => 'transcriptions', text => $WORDS });
    ($r, $said) = $asked->('--file', $pcm, '--language', 'es');
    is($said->{answer}{text}, $WORDS, 'a file') or diag("$r->{out}$r->{err}");
    is((forms())[0]{language}, 'es', 'in a language');

    $m->rules({ path => 'transcriptions', action => 'status', status => 401, code => 'invalid_api_key' });
    ($r, $said) = $asked->();
    is($r->{status}, 1, 'a wrong key');
    is($said->{failure}, 'refused', 'is said') or diag($r->{out});
    is($w->cli(qw(provider test ears --sense smell))->{status}, 2, 'no such sense');
    like($w->cli(qw(provider test ears --sense hear --file), $voice)->{err}, qr/not a WAV file of 16 kHz/,
        'nor such sound');
    is($w->pg->value(q{select sum(reserved) from core.budget}), 0, 'nothing stays reserved');
    $w->pg->do('truncate core.usage');
    $w->pg->do('update core.budget set spent = 0');
};

subtest 'words that are spoken are words' => sub {
    $m->rules({ path => 'transcriptions', text => "  $WORDS\n" });
    my ($r, $file) = speak($voice);
    my $typed = $talk->say(++$number, 'hola') && $talk->say($number, $WORDS);

    is($r->{text}, $typed->{text}, 'answered like the same words typed') or diag(explain($r, $file));
    is($r->{reason}, $typed->{reason}, 'for the same reason');
    is($file->{text}, $WORDS, 'the text of the file, without blanks around');
    is($w->pg->value('select text from core.message where id = $1', $file->{message_id}), $WORDS,
        'and the customer\'s message');
    is_deeply([@{ $file->{result} }{qw(transcribed language confidence)}], [JSON::PP::true, 'es', 90],
        'language and confidence') or diag(explain($file->{result}));
    is_deeply($file->{result}{transcriber}, { account => 'ears', model => 'whisper-1' }, 'by whom');
    like($file->{result}{description}, qr/^El mensaje de voz dura 0:0\d\.$/, 'what it is');

    my ($form) = forms();
    is_deeply([@$form{qw(model response_format language)}], ['whisper-1', 'verbose_json', 'es'],
        'what was asked: the model, how, and the language of the conversation');
    my $ms = $file->{result}{facts}{duration_ms};
    ok(abs($form->{file}{ms} - $ms) < 100 && $form->{file}{loud} > 1000,
        "all of the sound: $form->{file}{ms} of $ms ms") or diag(explain($form));
    my $seconds = int(($form->{file}{ms} + 999) / 1000);
    wait_until { $w->pg->value(q{select count(*) from core.usage where purpose = 'speech'}) } 10, 'settled';
    is_deeply($w->pg->row(q{select provider, model, calls, failed, tokens_in, tokens_out, micros from core.usage
        where purpose = 'speech'}), { provider => 'speech', model => 'whisper-1', calls => 1, failed => 0,
        tokens_in => $seconds, tokens_out => 0, micros => 100 * $seconds }, 'charged by the second');
    is($w->pg->value(q{select spent from core.budget where period = 'month'}), 100 * $seconds, 'in the budget');
};

subtest 'twenty at once' => sub {
    $m->rules({ path => 'transcriptions', text => $WORDS });
    my @from = map { ++$number } 1 .. 20;
    $w->graph->media({ id => "many$_", file => $voice, mime_type => 'audio/ogg' }) for @from;
    is($w->webhook(map { wa_message('audio', { id => "many$_", mime_type => 'audio/ogg',
        voice => JSON::PP::true }, from => $_) } @from)->{status}, 200, 'in one webhook');
    my $rows = sub { $w->pg->rows(q{select m.text, f.state, f.result -> 'transcribed' as heard,
        (select count(*) from core.message r where r.conversation_id = m.conversation_id
            and r.direction = 'out') as answers
        from core.media f join core.message m on m.id = f.message_id
        where f.source ->> 'ref' like 'many%'}) };
    my $done = sub { scalar grep { $_->{state} eq 'done' && $_->{answers} } $rows->() };
    ok((wait_for { $done->() == 20 } 90), 'all are done and answered') or diag(explain([$rows->()]));
    is((grep { $_->{text} eq $WORDS } $rows->()), 20, 'each was heard');
};

subtest 'the first message of all' => sub {
    my $from = ++$number;
    $m->rules({ path => 'transcriptions', text => 'Hello, what are your opening hours, please?',
        language => 'english' });
    my ($r, $file) = speak($voice, from => $from);
    is((forms())[0]{language}, undef, 'no language is claimed that nobody has spoken');
    is($file->{result}{language}, 'en', 'it is heard');
    is($r->{language}, 'en', 'and answered in') or diag(explain($r));
};

subtest 'asking for a person' => sub {
    $m->rules({ path => 'transcriptions', text => 'Quiero hablar con una persona, por favor.' });
    my ($r) = speak($voice);
    is($r->{state}, 'pending_handoff', 'aloud is asking');
};

subtest 'nobody speaks' => sub {
    $m->rules;
    my ($r, $file) = speak($silent);
    is(scalar(() = forms()), 0, 'nobody is asked about silence');
    like($r->{text}, qr/no se oye a nadie/, 'the customer hears of it');
    like($file->{result}{description}, qr/en la que nadie habla/, 'and agents too');

    $m->rules({ path => 'transcriptions', text => '¡Gracias por ver el vídeo!', segments => [{ start => 0,
        end => 3, text => ' ¡Gracias por ver el vídeo!', no_speech_prob => 0.93, avg_logprob => -1.4 }] });
    ($r, $file) = speak($voice);
    is($file->{text}, undef, 'words that a model made of noise are none');
    like($r->{text}, qr/no se oye a nadie/, 'and no message');

    $m->rules({ path => 'transcriptions', text => "$WORDS ¡Suscríbete!", segments => [
        { start => 0, end => 2, text => " $WORDS", no_speech_prob => 0.01, avg_logprob => -0.9 },
        { start => 2, end => 3, text => ' ¡Suscríbete!', no_speech_prob => 0.93, avg_logprob => -1.4 }] });
    ($r, $file) = speak($voice);
    is($file->{text}, $WORDS, 'only that segment is left out');
    is($file->{result}{confidence}, 41, 'how sure of the others');
    ok((grep { $_ eq 'unsure' } @{ $file->{result}{warnings} }), 'which is not very');
};

subtest 'other models' => sub {
    $w->cli_ok('another model', qw(provider set ears --model gpt-4o-transcribe));
    again();
    $m->rules({ path => 'transcriptions', text => $WORDS });
    my ($r, $file) = speak($voice);
    is($file->{text}, $WORDS, 'one that answers with the text only');
    is((forms())[0]{response_format}, 'json', 'is asked for that');
    $w->cli_ok('the first again', qw(provider set ears --model whisper-1));
    again();
};

subtest 'longer than media.speech_max' => sub {
    $w->part('worker')->write('media.speech_max' => '3s');
    again();
    $m->rules({ path => 'transcriptions', text => $WORDS });
    my $before = stat_of('media_speech_cut');
    my ($r, $file) = speak($long);
    is((forms())[0]{file}{ms}, 3000, 'the beginning is asked for');
    is($file->{result}{truncated}, JSON::PP::true, 'which is told');
    is(stat_of('media_speech_cut'), $before + 1, 'and counted');
    $w->part('worker')->write('media.speech_max' => '10m');
    again();
};

subtest 'it fails' => sub {
    my @faults = (['500', { action => 'status', status => 500 }, 2], ['429 twice', { action => 'status',
        status => 429, retry_after => 0 }, 2], ['its key', { action => 'status', status => 401,
        code => 'invalid_api_key' }, 1], ['no JSON', { action => 'broken' }, 2],
        ['no text', { action => 'lie' }, 2], ['no answer', { action => 'reset' }, 2]);

    my $before = stat_of('media_speech_failed');
    for my $f (@faults) {
        my ($what, $rule, $asked) = @$f;
        $m->rules({ path => 'transcriptions', %$rule });
        my ($r, $file) = speak($voice);
        is($file->{state}, 'done', "$what: the file is not lost");
        like($r->{text}, $UNHEARD, "$what: the customer is asked for words");
        is(scalar(() = forms()), $asked, "$what: asked $asked times");
    }
    is(stat_of('media_speech_failed'), $before + @faults, 'each is counted');

    $m->rules({ path => 'transcriptions', action => 'status', status => 503, count => 1 },
        { path => 'transcriptions', text => $WORDS });
    my ($r, $file) = speak($voice);
    is($file->{text}, $WORDS, 'what passes is tried again');
};

subtest 'no money' => sub {
    $w->cli_ok('a budget', qw(provider budget --tenant demo --month 0.000001));
    $m->rules;
    my ($r, $file) = speak($voice);
    is(scalar(() = forms()), 0, 'then nobody is asked');
    like($r->{text}, $UNHEARD, 'and the customer is asked for words');
    $w->cli_ok('none', qw(provider budget --tenant demo --month none));
};

subtest 'killed while it listens' => sub {
    $m->rules({ path => 'transcriptions', action => 'stall', count => 1 },
        { path => 'transcriptions', text => $WORDS });
    my $from = ++$number;
    $talk->say($from, 'hola');
    $w->graph->media({ id => 'killed', file => $voice, mime_type => 'audio/ogg' });
    $talk->post($from, wa_message('audio', { id => 'killed', mime_type => 'audio/ogg' }, from => $from));
    wait_until { $m->busy } 30, 'it is being asked';
    $w->kill9(worker => all => 1);
    $w->start('worker');
    my $r = $talk->result($from, 90);
    my $file = media_of($w, $from);
    is($file->{text}, $WORDS, 'another one asks again');
    is($w->pg->value(q{select count(*) from core.turn where conversation_id = $1 and to_seq > 1}, $r->{id}), 1,
        'one turn');
};

subtest 'what nobody may see' => sub {
    my $logs = join '', map { local (@ARGV, $/) = $_; <> } glob $w->dir('logs', '*.log');
    unlike($logs, qr/horario de la tienda|$Relevo::Models::KEY/, 'no word and no key in the logs');
};

$m->stop;
Relevo::World->finish;
