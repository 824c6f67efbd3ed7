# Pictures: what is read in them, what kind they are, and that those that want
# to hurt do not.  Drawn by t/media, as they are on every machine; the figures
# of many more are those of `./build.sh bench decode`.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

use Relevo::Media;

my $top = "$FindBin::Bin/..";
my $build = $ENV{RELEVO_TEST_BUILD} // "$top/build/test";
my $dir = tempdir('relevo-pictures-XXXXXX', TMPDIR => 1, CLEANUP => 1);

# release: a reading takes five times as long under sanitizers
my $media = Relevo::Media->new($dir, "$top/build/relevo-decode");
my @patient = ('--wall-ms', 120_000);


sub slurp {
    my ($file) = @_;
    open my $in, '<:raw', $file or die "$file: $!\n";
    local $/;
    return <$in>;
}


sub spew {
    my ($name, $bytes) = @_;
    open my $out, '>:raw', "$dir/$name" or die "$name: $!\n";
    print $out $bytes;
    close $out or die;
    return { path => "$dir/$name", file => $name };
}


sub decode { return $media->decode([$_[0]], @patient, @_[1 .. $#_])->[0] }


for my $set (['clean', 0.98], ['photo', 0.95], ['sideways', 0.95]) {
    my ($name, $bar) = @$set;

    subtest "text: $name" => sub {
        my $files = $media->draw($name, seed => 5, n => 1);
        my ($right, $words) = (0, 0);
        is(scalar @$files, 5, 'a file for each language');

        for my $file (@$files) {
            my @spoken = map { ($_, $file->{language}) } qw(--languages --language);
            my $r = decode($file, '--what', 'text', @spoken);
            my $accuracy = word_accuracy($file->{text}, $r->{text});
            my $n = words_of($file->{text});
            $right += $n * $accuracy;
            $words += $n;
            is($r->{language}, $file->{language}, "$file->{language}: the language");
            cmp_ok($r->{confidence}, '>=', 80, 'sure of it');
            cmp_ok($accuracy, '>=', 0.9, 'words') or diag("$file->{text}\n---\n$r->{text}");
        }

        cmp_ok($right / $words, '>=', $bar, 'of all words');
    };
}


subtest 'kinds, codes, stickers' => sub {
    my $files = $media->draw('kinds', seed => 3, n => 2);
    my $results = $media->decode($files, @patient, '--languages', 'es en');
    my $right = 0;

    for my $i (0 .. $#$files) {
        my ($file, $r) = ($files->[$i], $results->[$i]);
        $right += ($r->{kind} // '') eq $file->{kind}
            or diag("$file->{file}: ", $r->{kind} // $r->{error}, " instead of $file->{kind}");
        is($r->{codes}[0]{text}, $file->{text}, 'the code is read') if $file->{kind} eq 'code';
        like($r->{facts}{phash}, qr/^[0-9a-f]{16}$/, "$file->{file}: hash");
        my ($thumbnail) = grep { $_->{name} eq 'thumbnail' } @{$r->{attachments}};
        ok($thumbnail && $thumbnail->{bytes} > 300, 'thumbnail');
    }

    cmp_ok($right / @$files, '>=', 0.8, 'kinds');
};


# An APP1 segment: orientation, a maker, and a place that nobody may learn.
sub exif {
    my ($orientation) = @_;
    my $tiff = "MM\0*" . pack('N', 8) . pack('n', 2)
        . pack('nnNnn', 0x010f, 2, 4, 0x4162, 0)
        . pack('nnNnn', 0x0112, 3, 1, $orientation, 0) . pack('N', 0) . 'GPS 40.4168 -3.7038';
    return "\xff\xe1" . pack('n', 8 + length $tiff) . "Exif\0\0$tiff";
}


subtest 'EXIF: obeyed, and gone' => sub {
    my ($clean) = @{ $media->draw('photo', seed => 2, n => 1) };
    my $jpeg = slurp($clean->{path});
    my $file = spew('exif.jpg', substr($jpeg, 0, 2) . exif(6) . substr($jpeg, 2));
    my $plain = decode($clean, '--what', 'thumbnail', '--languages', 'es');
    my $out = "$dir/attachments";

    mkdir $out;
    my $r = decode($file, '--what', 'thumbnail,clean', '--languages', 'es', '--attachments', $out);
    is($r->{error}, undef, 'decoded');
    is($r->{facts}{width}, $plain->{facts}{height}, 'turned: its width');
    is($r->{facts}{height}, $plain->{facts}{width}, 'and height');
    for my $name (qw(thumbnail clean)) {
        my $bytes = slurp("$out/$name");
        is(substr($bytes, 0, 2), "\xff\xd8", "$name is a JPEG");
        unlike($bytes, qr/Exif|GPS|40\.4168/, 'and says nothing of the place');
    }
};


sub bits_apart {
    my ($x, $y) = @_;
    return unpack('%32b*', pack('H16', $x) ^ pack('H16', $y));
}


subtest 'hash, names, limits' => sub {
    my $photos = $media->draw('kinds', seed => 8, n => 2);
    my ($one, $other) = @$photos;
    my $out = "$dir/copy";

    mkdir $out;
    my @fast = ('--what', 'thumbnail', '--languages', 'en');
    my $hash = decode($one, @fast, '--attachments', $out)->{facts}{phash};
    my $copy = spew('copy.jpg', slurp("$out/thumbnail"));
    cmp_ok(bits_apart($hash, decode($copy, @fast)->{facts}{phash}), '<=', 8, 'a smaller copy is alike');
    cmp_ok(bits_apart($hash, decode($other, @fast)->{facts}{phash}), '>', 8, 'another picture is not');

    my $named = spew('bill.pdf', slurp($one->{path}));
    is(decode($named, @fast)->{mime}, 'image/jpeg', 'the bytes say what it is, not the name');
    is(decode($one, @fast, '--limit', 'pixels=1000')->{error}, 'too_large', 'a limit');
    is(decode($one, @fast, '--limit', 'bytes=1000')->{error}, 'too_large', 'of bytes');
};


subtest 'hostile pictures' => sub {
    my $hostile = Relevo::Media->new($dir, "$build/relevo-decode");     # sanitizers
    my $files = $hostile->draw('hostile');
    my $results = $hostile->decode($files, @patient, '--languages', 'en', '--what', 'thumbnail,codes');

    is(scalar @$results, scalar @$files, 'each has a result');
    for my $i (0 .. $#$files) {
        my ($file, $error) = @{$files->[$i]}{qw(file error)};
        is($results->[$i]{error}, $error, "$file: " . ($error // 'decoded'));
    }

    my ($before, $after) = @{$hostile->{parent}};
    cmp_ok($after - $before, '<', 2048, 'KB that the parent has grown by');
    unlike($hostile->{said}, qr/Sanitizer|runtime error/, 'no sanitizer said a word');
};


subtest 'relevo media decode' => sub {
    my ($file) = @{ $media->draw('clean', seed => 4, n => 1) };
    my @command = ("$build/relevo", '--set', 'media.ocr_languages=es', '--set', 'media.decode_time=120s',
        'media', 'decode');

    my $run = sub {
        open my $out, '-|', @_ or die;
        my $text = do { local $/; <$out> };
        close $out;
        return ($text // '', $? >> 8);
    };

    my ($text, $status) = $run->(@command, $file->{path}, '--json', '--what', 'text');
    is($status, 0, 'decoded');
    cmp_ok(word_accuracy($file->{text}, decode_json($text)->{text}), '>=', 0.95, 'its text');

    ($text, $status) = $run->(@command, spew('elf', "\x7fELF\2\1\1")->{path}, '--json');
    is($status, 1, 'what nobody reads');
    is(decode_json($text)->{error}, 'unsupported', 'says so');

    ($text) = $run->(@command[0 .. 2], qw(--set media.max_pixels=1000 media decode), $file->{path}, '--json');
    is(decode_json($text)->{error}, 'too_large', 'settings are limits');

    for my $wrong ([], ['--bogus', $file->{path}], [$file->{path}, 'more'], ["$dir/nowhere"]) {
        my ($said, $code) = $run->('sh', '-c', '"$@" 2>&1', 'sh', @command, @$wrong);
        isnt($code, 0, "asked wrongly: @$wrong");
        like($said, qr/^relevo(?:-decode)?: \S/m, 'and told');
    }
};

done_testing();
