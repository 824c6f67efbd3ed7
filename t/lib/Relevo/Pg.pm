package Relevo::Pg;

# SQL from tests through one persistent psql: core Perl has no driver.
#
#   my $pg = Relevo::Pg->new("host=/tmp/x dbname=relevo user=postgres");
#   $pg->rows('select id, state from core.message where seq > $1', 4);
#   $pg->value('select count(*) from core.message');   # scalar or decoded json
#   $pg->do('update core.tenant set name = $1', 'x');  # any statement
#
# Parameters are inserted as quoted literals ($1 ...).  An SQL error dies as
# "pg: 42P01: relation ... does not exist"; try() returns the SQLSTATE.

use strict;
use warnings;

use Carp qw(croak);
use IPC::Open3;
use JSON::PP;

my $JSON = JSON::PP->new->utf8->allow_nonref;
my $MARK = '@@relevo-end@@';


sub new {
    my ($class, $conninfo, %o) = @_;

    local @ENV{qw(PGOPTIONS PGCLIENTENCODING)} = ($o{options} // '', 'UTF8');
    open my $null, '>', '/dev/null' or croak "/dev/null: $!";
    my $pid = open3(my $in, my $out, '>&' . fileno $null, 'psql', '-XqAt',
        '-d', $conninfo, '-v', 'VERBOSITY=terse', '-P', 'pager=off');

    my $self = bless { pid => $pid, in => $in, out => $out,
                       timeout => $o{timeout} // 30 }, $class;
    $self->value('select 1') if !$o{lazy};
    return $self;
}


# Rows as hashes; any statement that can stand in a FROM clause.
sub rows {
    my ($self, $sql, @params) = @_;

    $sql =~ s/;\s*$//;
    my $out = $self->_run(
        "select coalesce(json_agg(to_json(r)), '[]') from ("
        . _bind($sql, @params) . ') r');
    return @{ $JSON->decode($out) };
}


sub row { my ($self, @args) = @_; return ($self->rows(@args))[0] }

# First column of the first row; json and jsonb come back decoded.
sub value {
    my ($self, $sql, @params) = @_;

    $sql =~ s/;\s*$//;
    my $out = $self->_run('select to_json(v.x) from ('
        . _bind($sql, @params) . ') v(x) limit 1');
    return $out eq '' ? undef : $JSON->decode($out);
}


sub do {
    my ($self, $sql, @params) = @_;

    return $self->_run(_bind($sql, @params));
}


# '' or the SQLSTATE of the failure
sub try {
    my ($self, $sql, @params) = @_;

    return '' if eval { $self->do($sql, @params); 1 };
    return $@ =~ /^pg: (\w{5}):/ ? $1 : die $@;
}


sub quote {
    my ($value) = @_;

    return 'null' unless defined $value;
    return quote($JSON->encode($value)) if ref $value;
    $value =~ s/'/''/g;
    return $value =~ /\\/ ? 'E' . "'" . $value =~ s/\\/\\\\/gr . "'"
                          : "'$value'";
}


sub close {
    my ($self) = @_;

    return unless $self->{pid};
    CORE::close $self->{in};
    CORE::close $self->{out};
    kill 'TERM', $self->{pid};      # forks of the test hold its input open
    local $?;
    waitpid delete $self->{pid}, 0;
}


sub DESTROY { $_[0]->close }

sub _bind {
    my ($sql, @params) = @_;

    return $sql unless @params;
    $sql =~ s/\$(\d+)/quote($params[$1 - 1])/ge;
    return $sql;
}


sub _run {
    my ($self, $sql) = @_;

    local $SIG{PIPE} = 'IGNORE';
    $sql =~ s/;\s*$//;
    utf8::encode($sql) if utf8::is_utf8($sql);
    my $text = "$sql\n;\n\\echo $MARK :ERROR :SQLSTATE :LAST_ERROR_MESSAGE @@\n";
    syswrite($self->{in}, $text) // croak 'pg: psql is gone';

    my $out = '';
    my $end = qr/^\Q$MARK\E (true|false) (\w*) (.*) @@\n\z/ms;
    until ($out =~ $end) {
        my $bits = '';
        vec($bits, fileno $self->{out}, 1) = 1;
        select($bits, undef, undef, $self->{timeout})
            or croak "pg: no answer in $self->{timeout} s: $sql";
        sysread($self->{out}, $out, 65536, length $out)
            or croak 'pg: connection lost';
    }

    my ($failed, $state, $message) = $out =~ $end;
    croak "pg: $state: $message" if $failed eq 'true';
    $out =~ s/^\Q$MARK\E .*\z//ms;
    chomp $out;
    return $out;
}

1;
