# Nobody real stands in the repository: addresses of mails are of reserved
# names, accounts of clouds are those of their documentation.

use strict;
use warnings;
use FindBin;

use File::Find ();
use Test::More;

my $root = "$FindBin::Bin/..";

# RFC 2606, and what is shorter than any address; "ejemplo" and its like are
# what customers say in examples
my $reserved = qr/@(?:[\w-]+\.)*(?:example(?:\.\w+)?|test|invalid|localhost|testa
    |(?:ejemplo|exemplo|esempio)\.\w+|b\.c|127\.0\.0\.1)$/xi;
my %documented = map { $_ => 1 } qw(111122223333 123456789012);


# What is wrong with a text, as it stands there.
sub strangers {
    my ($text) = @_;
    my @mails = grep { $_ !~ $reserved } $text =~ /\b([\w.%+-]+\@[a-z\d-]+(?:\.[a-z\d-]+)+)/gi;
    my @accounts = grep { !$documented{$_} } $text =~ /\barn:aws[\w-]*:[\w-]*:[\w-]*:(\d{12})\b/g;
    my @gateways = $text =~ /\b(\w{6,}\.execute-api\.[\w-]+)/g;
    return (@mails, @accounts, @gateways);
}


# Texts of ours: no packages, no licence, nothing built.
sub texts {
    my @files;
    File::Find::find({ no_chdir => 1, wanted => sub {
        $File::Find::prune = 1, return if -d && m{/(?:\.git|build|run|node_modules)$};
        push @files, $_ if -f && -T && !m{/package-lock\.json$|/LICENSE$} && -s _ < 4_000_000;
    } }, $root);
    return @files;
}


is_deeply([strangers('a@shop.example b@example.org arn:aws:sns:eu:111122223333:t')], [],
    'reserved ones are no strangers');
my $at = '@';                                   # or it would find itself
is_deeply([strangers("x${at}gmail.com")], ["x${at}gmail.com"], 'a mailbox is one');
is_deeply([strangers('arn:aws:sns:us-east-1:' . '99' x 6 . ':t')], ['99' x 6], 'so is an account');
is_deeply([strangers('https://abcdef1234.execute' . '-api.eu-west-1.amazonaws.com')],
    ['abcdef1234.execute' . '-api.eu-west-1'], 'and a gateway');

my @found;
my @files = texts();
cmp_ok(scalar @files, '>', 1000, 'there are files');
for my $file (@files) {
    open my $in, '<:raw', $file or die "$file: $!";
    local $/;
    push @found, map { substr($file, 1 + length $root) . ": $_" } strangers(scalar <$in>);
}
is(join("\n", @found), '', 'nobody real');

done_testing();
