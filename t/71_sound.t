# Voice notes, sound and film: 16 kHz PCM comes out, how long it is and how
# much of it is speech; of a film a picture too.
#
# Needs espeak-ng and ffmpeg (./build.sh deps --test).

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use File::Temp ();
use Test::More;

use Relevo::Decode;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

my $dir = File::Temp->newdir;
my $rate = 16_000;


sub run {
    my (@command) = @_;

    system(@command) == 0 or BAIL_OUT("@command: $?");
}


sub made {
    my ($name, @options) = @_;

    run(qw(ffmpeg -loglevel error -y), @options, "$dir/$name");
    open my $file, '<:raw', "$dir/$name" or die "$name: $!";
    local $/;
    return scalar <$file>;
}


sub near_ok {
    my ($got, $expected, $by, $what) = @_;

    ok(defined $got && abs($got - $expected) <= $by, "$what: " . ($got // 'nothing') . " of $expected");
}


# Mean of what differs, over the mean of what is: 0 when both are equal.
sub difference {
    my @a = unpack 's<*', $_[0];
    my @b = unpack 's<*', $_[1];
    my ($best, $n) = (9, @a < @b ? scalar @a : scalar @b);

    # codecs move the sound by a few samples
    for my $shift (-48 .. 48) {
        my ($differs, $is) = (0, 1);
        for (my $i = 400; $i < $n - 400; $i += 97) {
            $differs += abs($a[$i] - $b[$i + $shift]);
            $is += abs $a[$i];
        }
        $best = $differs / $is if $differs / $is < $best;
    }

    return $best;
}


run(qw(espeak-ng -v es -w), "$dir/voice.wav", 'Hola, quiero saber dónde está mi pedido, por favor.');
my $pcm = made('voice.pcm', '-i', "$dir/voice.wav", qw(-f s16le -ac 1 -ar), $rate);
my $ms = length($pcm) / 2 / ($rate / 1000);


# ---- the same words in every container and codec ----

my @codecs = (
    ['voice.ogg', 'voice', 'opus', 0.35, qw(-c:a libopus -b:a 32k -application voip)],
    ['stereo.ogg', 'voice', 'opus', 0.35, qw(-ac 2 -c:a libopus -b:a 48k)],
    ['vorbis.ogg', 'audio', 'vorbis', 0.35, qw(-c:a libvorbis)],
    ['voice.m4a', 'audio', 'aac', 0.35, qw(-c:a aac -b:a 96k)],
    ['voice.aac', 'audio', 'aac', undef, qw(-c:a aac -b:a 96k)],
    ['voice.mp3', 'audio', 'mp3', 0.35, qw(-c:a libmp3lame -b:a 96k)],
    ['voice.webm', 'audio', 'opus', 0.35, qw(-c:a libopus -b:a 48k)],
    ['voice.flac', 'audio', 'flac', 0.05, qw(-ar 16000)],
    ['voice48.wav', 'audio', 'pcm_s16le', 0.35, qw(-ar 48000 -ac 2)],
);

for (@codecs) {
    my ($name, $kind, $codec, $most, @options) = @$_;
    my $d = decode(made($name, '-i', "$dir/voice.wav", @options), name => $name);
    my $facts = $d->{json}{facts};

    is($d->{json}{error}, undef, "$name: no error") or next;
    is($d->{json}{kind}, $kind, "$name: kind");
    is($facts->{codec}, $codec, "$name: codec");
    near_ok($facts->{duration_ms}, $ms, 120, "$name: duration");
    near_ok(length($d->{attachment}{pcm} // '') / 2 / ($rate / 1000), $ms, 160, "$name: PCM");
    ok($facts->{speech_share} > 60 && !$facts->{silent}, "$name: somebody speaks ($facts->{speech_share} %)");
    next if !defined $most;             # nothing in it tells how much its encoder put in front
    my $differs = difference($pcm, $d->{attachment}{pcm} // '');
    ok($differs < $most, sprintf '%s: it is the same sound (%.3f)', $name, $differs);
}


# ---- AMR, of older phones: no encoder is at hand, so its frames are noise ----

srand 3;
my $amr = "#!AMR\n" . join '', map { chr(0x3c) . join '', map { chr int rand 256 } 1 .. 31 } 1 .. 100;
my $old = decode($amr, name => 'old.amr');
is($old->{json}{error}, undef, 'AMR: no error');
is($old->{json}{facts}{codec}, 'amr_nb', 'AMR: codec');
near_ok($old->{json}{facts}{duration_ms}, 2000, 20, 'AMR: 100 frames of 20 ms');
near_ok(length($old->{attachment}{pcm} // '') / 2 / ($rate / 1000), 2000, 40, 'AMR: PCM');


# ---- what is asked for, what is heard ----

my $ogg = made('again.ogg', '-i', "$dir/voice.wav", qw(-c:a libopus));
is_deeply([keys %{ decode($ogg, what => 'text')->{attachment} }], [], 'without "pcm": only facts');

my $silent = made('silent.ogg', qw(-f lavfi -i anullsrc=r=48000:cl=mono -t 4 -c:a libopus));
my $d = decode($silent);
is($d->{json}{facts}{silent}, JSON::PP::true, 'silence is silent');
near_ok($d->{json}{facts}{duration_ms}, 4000, 5, 'silence: as long as the last position says');

my $pause = made('pause.ogg', '-i', "$dir/voice.wav", qw(-af apad=pad_dur=10 -c:a libopus));
$d = decode($pause);
near_ok($d->{json}{facts}{speech_ms}, $ms, 600, 'words and ten seconds of nothing: speech');
ok($d->{json}{facts}{speech_share} < 50, '... is the smaller share');

$d = decode(made('long.ogg', qw(-f lavfi -i sine=frequency=300:duration=30 -c:a libopus)),
    limits => { duration_ms => 5000 });
is($d->{json}{facts}{duration_ms}, 5000, 'a limit of five seconds');
is($d->{json}{truncated}, JSON::PP::true, '... is told');


# ---- films ----

for (['film.mp4', 'h264', qw(-c:v libx264 -pix_fmt yuv420p -c:a aac)],
    ['film.webm', 'vp8', qw(-c:v libvpx -c:a libopus)]) {
    my ($name, $codec, @options) = @$_;
    my $film = made($name, qw(-f lavfi -i), 'testsrc=duration=3:size=320x240:rate=10', '-i', "$dir/voice.wav",
        '-shortest', @options);
    my $d = decode($film, name => $name);
    my $facts = $d->{json}{facts};

    is($d->{json}{error}, undef, "$name: no error");
    is($d->{json}{kind}, 'video', "$name: kind");
    is($facts->{video_codec}, $codec, "$name: codec");
    is("$facts->{width}x$facts->{height}", '320x240', "$name: size");
    near_ok($facts->{duration_ms}, 3000, 150, "$name: duration");
    ok($facts->{speech_share} > 50, "$name: its sound");
    like($d->{attachment}{frame} // '', qr/\A\xff\xd8\xff/, "$name: a picture");
    like($d->{attachment}{thumbnail} // '', qr/\A\xff\xd8\xff/, "$name: a small one");
}

my $dark = made('dark.mp4', qw(-f lavfi -i), 'color=black:duration=3:size=160x120:rate=5', qw(-f lavfi -i),
    'color=white:duration=6:size=160x120:rate=5', '-filter_complex', '[0][1]concat=n=2',
        qw(-g 5 -c:v libx264 -pix_fmt yuv420p));
$d = decode($dark);
is($d->{json}{error}, undef, 'a film without sound');
is_deeply($d->{json}{facts}{colours}, ['#f8f8f8'],
    'not the black picture it begins with') or diag(explain($d->{json}{facts}));

my $turned = do {
    made('flat.mp4', qw(-f lavfi -i), 'testsrc=duration=1:size=320x240:rate=5',
        qw(-c:v libx264 -pix_fmt yuv420p));
    made('turned.mp4', '-i', "$dir/flat.mp4", qw(-c copy -metadata:s:v rotate=90));
};
my ($height, $width) = unpack 'x5 n n', (decode($turned)->{attachment}{frame} // '') =~ /(\xff\xc0.{7})/s ? $1
    : "\0" x 9;
is("${width}x$height", '240x320', 'a film of a telephone held upright');

done_testing();
